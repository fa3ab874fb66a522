// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/acts_table.hpp>
#include <baoxue/sample/attendance_table.hpp>
#include <baoxue/sample/counts_table.hpp>
#include <baoxue/sample/incidents_table.hpp>
#include <baoxue/sample/needs.hpp>
#include <baoxue/sample/place_tables.hpp>
#include <baoxue/sample/pledges_table.hpp>
#include <baoxue/sample/pupil_tables.hpp>
#include <baoxue/sample/records_table.hpp>
#include <baoxue/sample/township.hpp>
#include <baoxue/sample/transfers.hpp>

namespace baoxue::sample {

/// One table of a planned township: the same whichever others are written. A table that townships lack is empty.
[[nodiscard]] inline owned_table write_table(const township& t, table_name name) {
    switch (name) {
    case table_name::terms:
        return terms_table(t);
    case table_name::days:
        return days_table(t);
    case table_name::units:
        return units_table(t);
    case table_name::holdings:
        return holdings_table(t);
    case table_name::students:
        return students_table(t);
    case table_name::registrations:
        return registrations_table(t);
    case table_name::enrolments:
        return enrolments_table(t);
    case table_name::attendance:
        return attendance_table(t);
    case table_name::acts:
        return acts_table(t);
    case table_name::parties:
        return parties_table(t);
    case table_name::needs:
        return needs_table(t);
    case table_name::incidents:
        return incidents_table(t);
    case table_name::transfers:
        return transfers_table(t);
    case table_name::pledges:
        return pledges_table(t);
    case table_name::records:
        return records_table(t);
    case table_name::counts:
        return counts_table(t);
    case table_name::roll_calls:
        break;
    }
    return owned_table{name};
}

}  // namespace baoxue::sample
