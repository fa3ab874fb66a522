// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/findings/rule_name.hpp>
#include <baoxue/policy/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace baoxue {

/// Who answers for pupils, level by level from the pupil's own people up to the township: one entry a link in each
/// column. Links of one pupil follow each other in order.
struct chain_links {
    std::vector<code> student;
    std::vector<std::int32_t> place;  ///< of the level, from 0
    std::vector<code> unit;           ///< no_code: the pupil
    std::vector<word_code> role;      ///< no_code: nobody holds anything here
    list_column<code> persons;        ///< none of a role: a hole
    std::vector<date> since;          ///< dawn: no beginning is known
    std::vector<std::int32_t> rule;   ///< the assignment that asks for the role, index in `rules`; no_code: none does

    [[nodiscard]] std::size_t size() const { return student.size(); }
};

/// Chains of responsibility under a policy on a date, with what their codes mean.
struct responsibility_chains {
    date on{};
    std::string policy{};
    bool holdings_known{false};  ///< without the table nobody can be told from a hole
    std::shared_ptr<const id_pools> ids{};
    std::shared_ptr<const vocabulary> words{};
    std::shared_ptr<const std::vector<word_code>> kinds{};  ///< of units
    std::vector<rule_name> rules{};
    chain_links links{};
};

/// The whole chain of responsibility of one pupil, or of every pupil, with its holes.
///
/// The levels are the pupil's own people, the class on that date (or the one last left), what stands above it, and
/// before the township the village: where the pupil lives, else that of household registration, else the school's. At
/// each level stand all who hold a role there, and every role that an assignment of the policy wants held there: borne
/// from above, or a hole; a pupil without a parent on record is one, too. Only what begins up to the date is known.
///
/// \param of       a checked policy
/// \param d        the district
/// \param on       the date
/// \param student  one pupil; left out: all, in order of their codes
///
/// \par Source
/// Meaning decisions, paragraph 7; plan 3, section 4.1, item 4; plan 4, section 4, item 5: where a migrant child lives
/// comes first.
[[nodiscard]] BAOXUE_DECL responsibility_chains responsibility_chain(const policy& of, const district& d, date on,
                                                                     std::optional<code> student = {});

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/evaluate/chain.ipp>
#endif
