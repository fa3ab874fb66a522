// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/act.hpp>
#include <baoxue/sample/township.hpp>

namespace baoxue::sample {

[[nodiscard]] inline owned_table terms_table(const township&) {
    owned_table out{table_name::terms};
    for (const auto& t : year_terms)
        append_row(out, term_row{std::string{t.id}, std::string{year_name}, t.first_day, t.last_day, std::nullopt,
                                 t.registration_until});
    return out;
}

[[nodiscard]] inline owned_table days_table(const township& t) {
    owned_table out{table_name::days};
    for (const auto& s : t.special) {
        day_row row{s.on, s.halves, s.kind, std::string{s.why}, std::nullopt};
        if (s.school >= 0)
            row.unit_id = t.places.units[layout::at(t.places.schools[layout::at(s.school)].unit)].id;
        append_row(out, row);
    }
    return out;
}

[[nodiscard]] inline owned_table units_table(const township& t) {
    owned_table out{table_name::units};
    const auto id_of = [&](std::int32_t u) -> std::optional<std::string> {
        return u < 0 ? std::nullopt : std::optional{t.places.units[layout::at(u)].id};
    };
    for (const auto& u : t.places.units)
        append_row(out,
                   unit_row{u.id, std::string{u.kind}, id_of(u.parent),
                            u.stage.empty() ? std::nullopt : std::optional<std::string>{u.stage}, id_of(u.village)});
    return out;
}

[[nodiscard]] inline owned_table parties_table(const township& t) {
    owned_table out{table_name::parties};
    for (const auto& g : party_groups)
        for (std::int32_t n = 0; n < g.count; ++n)
            append_row(out, party_row{t.places.ids.text({g.sort, n}), g.kind});
    return out;
}

}  // namespace baoxue::sample
