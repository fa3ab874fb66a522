// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/grouped.hpp>
#include <baoxue/facts/read_block.hpp>
#include <baoxue/facts/tables/roll.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Takes the rows of a register as they come. While they come in order, by pupil and session, with none left out, they
/// are put where they belong at once; as soon as one does not, all are kept as they stand, to be sorted.
class mark_collector {
public:
    mark_collector(attendance_columns& to, std::size_t pupils) : to_(&to), pupils_(pupils) {}

    /// So many more rows come.
    void expect(std::size_t more) {
        marks.resize(marks.size() + more);
        if (!in_order_)
            student.resize(marks.size(), no_code), sessions.resize(marks.size());
        if (!minutes_late.empty())
            minutes_late.resize(marks.size(), -1);
    }

    void add(std::size_t row, code s, session_ordinal ordinal, mark m) {
        marks[row] = m;
        if (in_order_ && (s < pupil_ || (s == pupil_ && ordinal <= last_)))
            keep_as_they_stand(row);
        if (!in_order_) {
            student[row] = s, sessions[row] = ordinal;
            return;
        }
        if (s != pupil_)
            end_pupils(s, row);
        to_->ordinal.add(ordinal);
        last_ = ordinal;
    }
    /// Rows of the pupil of the row before, of the sessions that follow its session one after the other.
    void add_next(std::size_t row, code s, session_ordinal first, std::span<const std::uint8_t> read) {
        std::transform(read.begin(), read.end(), marks.begin() + static_cast<std::ptrdiff_t>(row),
                       [](std::uint8_t m) { return static_cast<mark>(m); });
        if (in_order_) {
            to_->ordinal.add_next(read.size());
            last_ = first + static_cast<session_ordinal>(read.size()) - 1;
            return;
        }
        for (std::size_t i = 0; i < read.size(); ++i)
            student[row + i] = s, sessions[row + i] = first + static_cast<session_ordinal>(i);
    }
    void leave_out(std::size_t row) {
        if (in_order_)
            keep_as_they_stand(row);
    }
    void add_minutes(std::size_t row, std::int32_t late) {
        if (minutes_late.empty())
            minutes_late.assign(marks.size(), -1);
        minutes_late[row] = static_cast<std::int16_t>(late);
    }

    /// Whether every row is where it belongs.
    [[nodiscard]] bool finish() {
        if (!in_order_)
            return false;
        end_pupils(static_cast<code>(pupils_), marks.size());
        to_->ordinal.finish();
        marks.shrink_to_fit(), minutes_late.shrink_to_fit();  // of pieces nobody knew how many rows they would be
        to_->marks = std::move(marks), to_->minutes_late = std::move(minutes_late);
        return true;
    }

    std::vector<mark> marks;                 ///< by row
    std::vector<std::int16_t> minutes_late;  ///< empty where no row has any
    std::vector<code> student;               ///< by row, once they do not come in order; no_code: left out
    std::vector<session_ordinal> sessions;

private:
    void end_pupils(code next, std::size_t row) {
        for (; pupil_ < next; ++pupil_) {
            if (pupil_ >= 0) {
                to_->ordinal.end_pupil();
                to_->offsets.push_back(static_cast<std::int64_t>(row));
            }
        }
    }
    void keep_as_they_stand(std::size_t row) {
        in_order_ = false;
        end_pupils(static_cast<code>(pupils_), row);
        to_->ordinal.finish();
        student.resize(marks.size(), no_code), sessions.resize(marks.size());
        for (code s = 0; s < static_cast<code>(pupils_); ++s) {
            const auto list = to_->ordinal.of(s);
            for (std::size_t i = 0; i < list.size(); ++i)
                student[to_->first(s) + i] = s, sessions[to_->first(s) + i] = list[i];
        }
        to_->ordinal = {}, to_->offsets = {0};
    }

    attendance_columns* to_;
    std::size_t pupils_;
    code pupil_{no_code};
    session_ordinal last_{0};
    bool in_order_{true};
};

inline bool outside_coverage(const district& d, const column_reader& column, std::int64_t row, date on) {
    if (d.working.covers(on))
        return false;
    column.error(row, to_string(on) + " is outside the calendar, which covers " + to_string(d.working.first_covered()) +
                          " to " + to_string(d.working.last_covered()) +
                          "; extend it by rows of `days` without a hole");
    return true;
}

/// Reads the rows of a register, and tells of those that cannot be or contradict the rest.
class register_reader {
public:
    register_reader(const district& d, const table_reader& table, const left_out_enrolments& left_out,
                    bool coverage_known)
        : d_(&d), student_(&table["student_id"]), on_(&table["date"]), half_(&table["session"]), mark_(&table["mark"]),
          minutes_(&table["minutes_late"]), left_out_(&left_out), coverage_known_(coverage_known), halves_(*half_),
          marks_(*mark_), rows_(table.rows()), rows_before_(table.rows_before()) {}

    void read_into(mark_collector& out) {
        out.expect(static_cast<std::size_t>(rows_));
        for (std::int64_t first = 0; first < rows_; first += static_cast<std::int64_t>(rows_of_block)) {
            const auto n = std::min(rows_of_block, static_cast<std::size_t>(rows_ - first));
            read_ids(*student_, d_->ids->students, first, std::span{students_of_block_}.first(n));
            read_days(*on_, first, std::span{days_of_block_}.first(n));
            halves_.read(first, std::span{halves_of_block_}.first(n));
            marks_.read(first, std::span{marks_of_block_}.first(n));
            for (std::size_t i = 0; i < n;) {
                next_ = unknown_session;
                read_row(first + static_cast<std::int64_t>(i), i, out);
                i += 1 + take_next(first, i + 1, n, out);
            }
        }
    }

private:
    void read_row(std::int64_t row, std::size_t i, mark_collector& out) {
        const auto at = static_cast<std::size_t>(rows_before_ + row);
        auto s = students_of_block_[i];
        auto day = days_of_block_[i];
        auto half = halves_of_block_[i], m = marks_of_block_[i];
        const auto minutes = [&] { return minutes_->given() ? minutes_->integer(row, 1440).value_or(-1) : -1; };
        if (s == no_code || day == unread_day || half == unread_word || m == unread_word) {  // each tells what is wrong
            s = student_code(*student_, row, d_->ids->students);
            const auto on = on_->day(row);
            const auto which = half_->one_of<session>(row);
            const auto what = mark_->one_of<mark>(row);
            if (s == no_code || !on || !which || !what) {
                (void)minutes();
                if (on && coverage_known_)
                    (void)outside_coverage(*d_, *on_, row, *on);
                return out.leave_out(at);
            }
            day = on->days, half = static_cast<std::uint8_t>(*which), m = static_cast<std::uint8_t>(*what);
        }
        const auto late = minutes();
        if ((s != last_ || day != last_day_ || !last_is_good_) && !look_at(row, s, date{day}))
            return out.leave_out(at);
        if (late >= 0 && static_cast<mark>(m) != mark::present) {
            minutes_->contradiction(row, "minutes late of a mark that is not `present`");
            return out.leave_out(at);
        }
        const auto ordinal = ordinals_[half];
        if (ordinal < 0) {
            if (d_->is_given(table_name::enrolments))  // else it is not known whose calendar would say so
                on_->contradiction(row, "no school on " + to_string(date{day}) + " " +
                                            std::string{word_of(static_cast<session>(half))} + " for this pupil");
            return out.leave_out(at);
        }
        out.add(at, s, ordinal, static_cast<mark>(m));
        next_ = ordinal + 1;
        if (late >= 0)
            out.add_minutes(at, late);
    }

    /// Takes rows that hold the next sessions of the pupil at hand one after the other, as a register that is kept has
    /// them: of these nothing but that is asked.
    ///
    /// \param i, n  the first row to look at in the block, and how many the block has
    /// \return      how many rows there are
    std::size_t take_next(std::int64_t first, std::size_t i, std::size_t n, mark_collector& out) {
        if (next_ == unknown_session || i == n || students_of_block_[i] != last_)
            return 0;
        const auto days = calendar_->dates_from(next_);
        if (days.empty() || days.front().days != days_of_block_[i])
            return 0;
        const auto halves = calendar_->halves_from(next_);
        const auto good = std::upper_bound(days.begin(), days.end(), good_until_) - days.begin();
        const auto end = std::min(n, i + static_cast<std::size_t>(good));
        const auto follow = [&](std::size_t k, auto rows) {
            for (std::size_t at = 0; at < rows && minutes_->given(); ++at)
                if (!minutes_->view().is_null(first + static_cast<std::int64_t>(k + at)))
                    return false;
            std::int32_t other_day = 0;
            for (std::size_t at = 0; at < rows; ++at)
                other_day |= (students_of_block_[k + at] ^ last_) | (days_of_block_[k + at] ^ days[k - i + at].days);
            std::uint8_t other_half = 0, most = 0;
            for (std::size_t at = 0; at < rows; ++at) {
                const int other = halves_of_block_[k + at] ^ static_cast<int>(halves[k - i + at]);
                other_half = static_cast<std::uint8_t>(other_half | other);
                most = std::max(most, marks_of_block_[k + at]);
            }
            return other_day == 0 && other_half == 0 && most < unread_word;
        };
        std::size_t k = i;
        while (k + cells_at_once <= end && follow(k, std::integral_constant<std::size_t, cells_at_once>{}))
            k += cells_at_once;
        while (k < end && follow(k, std::integral_constant<std::size_t, 1>{}))
            ++k;
        if (k > i) {
            const auto at = static_cast<std::size_t>(rows_before_ + first) + i;
            out.add_next(at, last_, next_, std::span<const std::uint8_t>{marks_of_block_}.subspan(i, k - i));
            last_day_ = days_of_block_[k - 1], ordinals_ = calendar_->sessions_on(date{last_day_});
        }
        return k - i;
    }

    /// Whether a pupil may have marks on a day; then with the sessions of that day at hand.
    bool look_at(std::int64_t row, code s, date day) {
        const bool known_good = s == last_ && good_from_ <= day && day <= good_until_;
        last_ = s, last_day_ = day.days;
        last_is_good_ = known_good || may_be_marked(row, s, day);
        if (last_is_good_)
            ordinals_ = calendar_->sessions_on(day);
        return last_is_good_;
    }

    /// Whether a pupil may have marks on a day, and on which days around it; tells why not.
    bool may_be_marked(std::int64_t row, code s, date day) {
        good_from_ = forever, good_until_ = dawn;
        if ((coverage_known_ && outside_coverage(*d_, *on_, row, day)) || d_->calendars.empty())
            return false;
        date from = dawn, until = forever;
        if (coverage_known_)
            from = d_->working.first_covered(), until = d_->working.last_covered();
        if (d_->is_given(table_name::enrolments)) {
            const auto& e = d_->enrolments;
            auto k = e.first(s);
            while (k < e.end(s) && !(e.from[k] <= day && day <= e.until[k]))
                ++k;
            if (k == e.end(s)) {
                if (const auto because = left_out_->find(s, day, e.first(s) != e.end(s)))
                    student_->follows(row, "left out with row " + std::to_string(*because) +
                                               " of `enrolments`, which may be the enrolment of student " +
                                               student_->shown_id(row) + " on " + to_string(day));
                else
                    student_->contradiction(row, "student " + student_->shown_id(row) + " is not enrolled on " +
                                                     to_string(day));
                return false;
            }
            from = std::max(from, e.from[k]), until = std::min(until, e.until[k]);
        }
        if (const auto& died = d_->students.died_on[static_cast<std::size_t>(s)]) {
            if (day > *died) {
                student_->contradiction(row, "student " + student_->shown_id(row) + " died before " + to_string(day));
                return false;
            }
            until = std::min(until, *died);
        }
        good_from_ = from, good_until_ = until;
        calendar_ = &d_->calendar_of(s);
        return true;
    }

    static constexpr session_ordinal unknown_session = -1;

    const district* d_;
    const column_reader *student_, *on_, *half_, *mark_, *minutes_;
    const left_out_enrolments* left_out_;
    bool coverage_known_;
    word_blocks<session> halves_;
    word_blocks<mark> marks_;
    std::int64_t rows_, rows_before_;
    block_of<code> students_of_block_{};
    block_of<std::int32_t> days_of_block_{};
    block_of<std::uint8_t> halves_of_block_{}, marks_of_block_{};

    code last_{no_code};  ///< the pupil and the day of the row before
    std::int32_t last_day_{0};
    bool last_is_good_{false};
    date good_from_{forever}, good_until_{dawn};  ///< days on which that pupil may have marks
    const school_calendar* calendar_{nullptr};
    session_ordinal next_{unknown_session};      ///< after the row before; unknown: it was left out
    std::array<session_ordinal, 2> ordinals_{};  ///< of that day; below 0: no school
};

/// Reads a table in pieces, one after the other, or as it is where it came whole.
template <class Read>
void read_pieces(table_reader& table, const table_in_pieces* pieces, problem_sink& problems, Read&& read) {
    if (pieces == nullptr)
        return read();
    try {
        while (auto piece = pieces->next()) {
            table.move_to(std::move(*piece));
            table.check_cells();
            read();
        }
    } catch (const district_error& e) {  // what does not come any more is told with the rest
        problems.errors.insert(problems.errors.end(), e.problems().begin(), e.problems().end());
    }
    table.leave_pieces();
}

/// Groups a register by pupil. Two different marks for one session contradict each other: neither is known.
///
/// \param coverage_known  false where the days that extend the calendar cannot be believed: no date is outside it then
inline void build_attendance(district& d, table_reader& table, const table_in_pieces* pieces,
                             const left_out_enrolments& left_out, bool coverage_known, problem_sink& problems) {
    const auto pupils = static_cast<std::size_t>(d.pupils());
    auto& a = d.attendance;
    mark_collector raw{a, pupils};
    read_pieces(table, pieces, problems, [&] { register_reader{d, table, left_out, coverage_known}.read_into(raw); });
    if (raw.finish())
        return;
    grouped by_pupil;
    const auto order =
        group_rows(by_pupil, pupils, raw.student, [&](auto x, auto y) { return raw.sessions[x] < raw.sessions[y]; });
    const auto late = [&](std::size_t i) { return raw.minutes_late.empty() ? std::int16_t{-1} : raw.minutes_late[i]; };
    for (std::size_t k = 0; k < order.size();) {
        std::size_t end = k + 1;
        const auto i = order[k];
        bool agree = true;
        for (; end < order.size() && raw.student[order[end]] == raw.student[i] &&
               raw.sessions[order[end]] == raw.sessions[i];
             ++end)
            agree = agree && raw.marks[order[end]] == raw.marks[i] && late(order[end]) == late(i);
        if (!agree)
            for (auto j = k; j < end; ++j)
                table["mark"].conflict(static_cast<std::int64_t>(order[j]),
                                       "different marks for one session, see row " +
                                           std::to_string(order[j == k ? k + 1 : k]));
        a.marks.push_back(agree ? raw.marks[i] : mark::unmarked);
        a.has_contradictions = a.has_contradictions || !agree;
        if (!raw.minutes_late.empty())
            a.minutes_late.push_back(agree ? late(i) : std::int16_t{-1});
        a.rows.push_back(static_cast<std::int64_t>(i));
        k = end;
    }
    std::size_t i = 0;
    for (code p = 0; p < d.pupils(); ++p) {
        for (; i < a.rows.size() && raw.student[static_cast<std::size_t>(a.rows[i])] == p; ++i)
            a.ordinal.add(raw.sessions[static_cast<std::size_t>(a.rows[i])]);
        a.ordinal.end_pupil();
        a.offsets.push_back(static_cast<std::int64_t>(i));
    }
    a.ordinal.finish();
}

/// Adds the registers of one piece of the table.
inline void add_roll_calls(district& d, const table_reader& table, bool coverage_known) {
    const auto &dates = table["date"], &halves = table["session"], &classes = table["class_id"];
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto on = dates.day(row);
        const auto which = halves.one_of<sessions>(row);
        const auto unit = classes.is_null(row) ? no_code : unit_code(classes, row, d.ids->units);
        const bool outside = on && coverage_known && outside_coverage(d, dates, row, *on);
        if (!on || !which || unit == no_code || outside || d.calendars.empty())
            continue;
        const auto& calendar = d.calendars[static_cast<std::size_t>(d.units.calendar[static_cast<std::size_t>(unit)])];
        for (const auto half : {session::am, session::pm}) {
            if (!includes(*which, half))
                continue;
            if (calendar.find(*on, half))
                d.roll_calls.taken[static_cast<std::size_t>(unit)].push_back(roll_call_columns::key(*on, half));
            else
                dates.contradiction(row, "no school on " + to_string(*on) + " " + std::string{word_of(half)} +
                                             " for this unit");
        }
    }
}

/// Registers taken, by unit.
inline void build_roll_calls(district& d, table_reader& table, const table_in_pieces* pieces, bool coverage_known,
                             problem_sink& problems) {
    d.roll_calls.taken.assign(d.units.parent.size(), {});
    read_pieces(table, pieces, problems, [&] { add_roll_calls(d, table, coverage_known); });
    for (auto& keys : d.roll_calls.taken) {
        if (!std::is_sorted(keys.begin(), keys.end()))
            std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
}

}  // namespace baoxue::detail
