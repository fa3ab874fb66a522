// SPDX-License-Identifier: Apache-2.0

#include "reference.hpp"

#include "layers.hpp"
#include "naive.hpp"
#include "school_years.hpp"
#include "worlds.hpp"

namespace naive {

findings evaluate(const policy& p, const world& w, day as_of) { return evaluation(p, w, as_of).run(); }

findings evaluate_layers(const std::vector<policy>& layers, const world& w, day as_of, bool looks_for_holes) {
    layered_evaluation governing(layers, w, as_of, looks_for_holes);
    findings out = governing.run();
    if (!looks_for_holes)
        return out;
    const findings compared = out;
    std::set<gap> ambiguous;
    for (std::size_t l = 0; l < layers.size(); ++l)
        for (std::size_t c = 0; c < layers[l].clauses.size(); ++c)
            for (const std::vector<rule>& other : layers[l].clauses[c].others) {
                std::vector<policy> changed = layers;
                changed[l].clauses[c].rules = other;
                layered_evaluation otherwise(changed, w, as_of, true);
                const findings found = otherwise.run();
                if (said(otherwise.unmerged(), found) == said(governing.unmerged(), compared))
                    continue;
                gap g;
                g.kind = "ambiguous_reading";
                g.clause = layers[l].clauses[c].id;
                ambiguous.insert(g);
            }
    out.gaps.insert(out.gaps.end(), ambiguous.begin(), ambiguous.end());
    std::sort(out.gaps.begin(), out.gaps.end());
    return out;
}

std::vector<attendance_row> unmarked_as_present(const world& w, day as_of) {
    const calendar c(w);
    const people p(w, c, as_of);
    const registers taken(w, as_of);
    std::vector<attendance_row> out;
    for (const auto& [student, spells] : p.spells())
        for (const slot& s : sessions_of(w, c, p, taken, student, as_of))
            if (!s.mark)
                out.push_back(
                    {student, s.date, s.order == 0 ? session_of_day::am : session_of_day::pm, mark::present, {}});
    return out;
}

sample draw_sample(std::uint64_t seed, const sample_options& options) { return sampler(seed, options).draw(); }

year_sample draw_school_year(std::uint64_t seed, const year_options& options) {
    return year_sampler(seed, options).draw();
}

}  // namespace naive
