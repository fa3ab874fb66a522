// SPDX-License-Identifier: Apache-2.0
#include "write_value.hpp"
#include <baoxue/json/write_policy.hpp>
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/policy/policy_fields.hpp>
#include <baoxue/policy/word_fields.hpp>

namespace baoxue {

namespace {

json_node words_node(const std::vector<std::pair<word_kind, word>>& words) {
    auto out = detail::json_object();
    for (const auto& list : word_list_keys) {
        auto of_kind = detail::json_list();
        for (const auto& [kind, w] : words) {
            if (kind != list.kind)
                continue;
            auto& node = of_kind.children.emplace_back(detail::json_object());
            if (kind == word_kind::role)
                detail::add_fields(node, w, role_fields());
            else
                detail::add_fields(node, w, word_fields());
        }
        if (!of_kind.children.empty())
            detail::add_member(out, list.key, std::move(of_kind));
    }
    return out;
}

}  // namespace

std::string write_policy(const policy& p) {
    auto shortened = p;
    unname_parameters(shortened);
    auto root = detail::json_object();
    detail::add_member(root, "format", detail::json_string(policy_format));
    detail::add_member(root, "format_version", detail::json_number(policy_format_version));
    if (p.is_one_document())
        detail::add_fields(root, shortened.layers.front(), layer_fields());
    else
        detail::add_fields(root, shortened, layered_fields());
    if (!p.words.empty()) {
        detail::add_member(root, "words", words_node(p.words));
        std::swap(root.children[root.children.size() - 2], root.children.back());  // clauses or layers come last
    }
    return detail::json_text(root);
}

}  // namespace baoxue
