// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/layer.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

/// One document whose ladder `absence` begins at step 1.
policy document(const std::string& id, std::vector<std::pair<word_kind, word>> words = {}) {
    auto r = example_rung(1, counted::session, consecutive{2});
    r.due = within_days{unspecified("within", "及时")};
    auto p = example_policy({example_clause("1a", {r})});
    p.id = p.layers.front().id = id;
    p.words = std::move(words);
    return make_policy(std::move(p), standard_words);
}

policy layered(const std::vector<policy>& policies) { return layer(policies); }

std::string refusal(const std::vector<policy>& policies) {
    try {
        (void)layer(policies);
    } catch (const policy_error& e) {
        return e.what();
    }
    return {};
}

const word phone{"phone_call", "电话", "phone call"};
const word tutor{"tutor", "导师", "tutor", {"student"}, "teacher"};

}  // namespace

TEST_CASE("layer: upper layers come first, each with its clauses and its ladder") {
    const auto town = document("town"), school = document("school");
    const auto both = layered({town, school});
    CHECK(both.id == "town+school");
    REQUIRE(both.layers.size() == 2);
    CHECK(both.layers.front() == town.layers.front());
    CHECK(both.layers.back() == school.layers.front());
    CHECK(check_policy(both, standard_words).empty());
    CHECK(make_policy(both, standard_words) == both);
}

TEST_CASE("layer: is associative, and one policy alone stays as it is") {
    const auto a = document("a", {{word_kind::act, phone}}), b = document("b"),
               c = document("c", {{word_kind::role, tutor}});
    CHECK(layered({a}) == a);
    CHECK(layered({layered({a, b}), c}) == layered({a, b, c}));
    CHECK(layered({a, layered({b, c})}) == layered({a, b, c}));
}

TEST_CASE("layer: words are united; a word that both bring with one meaning stands once") {
    const auto both = layered({document("town", {{word_kind::act, phone}}),
                               document("school", {{word_kind::role, tutor}, {word_kind::act, phone}})});
    CHECK(both.words == std::vector<std::pair<word_kind, word>>{{word_kind::role, tutor}, {word_kind::act, phone}});
    CHECK(check_policy(both, standard_words).empty());
}

TEST_CASE("layer: a word with two meanings is refused, and both are named") {
    auto other = phone;
    other.zh = "传话", other.en = "message";
    const auto town = document("town", {{word_kind::act, phone}, {word_kind::role, tutor}});
    CHECK(
        refusal({town, document("school", {{word_kind::act, other}})}) ==
        "policy school /words/acts/0/id: act `phone_call` is 电话 (phone call) in policy `town` and 传话 (message) in "
        "policy `school`, take another id in one of them");
    auto narrow = tutor;
    narrow.holds = {"class"}, narrow.single = true;
    CHECK(
        refusal({town, document("school", {{word_kind::role, narrow}})}) ==
        "policy school /words/roles/0/id: role `tutor` has another `holds`, `single` in policy `school` than in policy "
        "`town`, take another id in one of them");
}

TEST_CASE("layer: a document comes once, and there is one at least") {
    CHECK(refusal({document("town"), document("town")}) ==
          "policy town+town /layers/1/id: layer `town` stands twice, take another id");
    CHECK(refusal({}).find("there is nothing to layer, give at least one policy") != std::string::npos);
}

TEST_CASE("layer: a value is set in every layer that has it, and what was set before stays") {
    const auto town = with_values(document("town"), std::vector<named_value>{{"1a.within", 9}});
    const auto both = layered({town, document("school")});
    CHECK(both.layers.front() == town.layers.front());
    const auto filled = with_values(both, std::vector<named_value>{{"1a.within", 3}});
    CHECK(filled.layers.front().clauses == filled.layers.back().clauses);
}
