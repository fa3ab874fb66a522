// SPDX-License-Identifier: Apache-2.0

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Rungs of laws elsewhere as plain structs: each fires once, and a near miss does not. That they can be written down is
// the point: the shapes suffice. School year 2023: Mon 4 September 2023 to Fri 19 January 2024, Mon 4 March to Fri 5
// July 2024.

using namespace school;

namespace {

constexpr date september_2023(int d) { return {2023, 9, d}; }
constexpr date november_2023(int d) { return {2023, 11, d}; }

world abroad(date birth) {
    world w;
    w.how.calendar = calendar_kind::weekdays;
    w.rows.terms = {{"autumn", "2023", september_2023(4), {2024, 1, 19}, {}, {}},
                    {"spring", "2023", march(4), july(5), {}, {}},
                    {"next", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}}};
    (*w.rows.enrolments)[0].from = september_2023(4);
    (*w.rows.students)[0].birth_date = birth;
    w.hold("O", "township_education_officer", "town", long_ago);
    return w;
}
/// Ten years old all the year.
world abroad() { return abroad({2013, 8, 1}); }

rung owing(rung r, const char* act, const char* role) {
    r.owes.acts = {act}, r.owes.roles = {role};
    return r;
}
applies_to aged(int from, int until, age_end end = age_end::birthday, std::optional<int> month = {},
                std::optional<weekday> last = {}) {
    return {{}, {}, age_range{from, until, end, month, last}};
}
constexpr date year_end = july(5);

}  // namespace

// ---------------------------------------------------------------- California

namespace {

/// Education Code 48260(a): three full days, or three occasions late or absent over 30 minutes, or any mix of three.
rung california_truant() {
    auto r =
        owing(make_rung({{counted::full_day, {}, {}}, {counted::late, 30, {}}}, cumulative{3, {}, period::school_year}),
              "report_absence", "school");
    r.applies_to = aged(6, 18);
    return r;
}
/// 48261: after one report, one further day or late occasion is reported again.
rung california_again() {
    auto r =
        owing(make_rung({{counted::full_day, {}, {}}, {counted::late, 30, {}}}, cumulative{4, {}, period::school_year}),
              "report_absence", "school");
    r.applies_to = aged(6, 18);
    r.after = after_act{"report_absence", since::school_year_start};
    return r;
}
/// 48262: three reports and a conference that was tried.
rung california_habitual() {
    auto r =
        owing(make_rung({{counted::full_day, {}, {}}, {counted::late, 30, {}}}, cumulative{5, {}, period::school_year}),
              "refer", "school");
    r.applies_to = aged(6, 18);
    r.after = after_act{"interview", since::school_year_start};
    return r;
}
/// 48263.6: a tenth of the school days or more from enrolment to date.
rung california_chronic() {
    auto r = owing(make_rung(counted::full_day, share{ratio{1, 10}, {}, 1}), "refer", "school");
    r.applies_to = aged(6, 18);
    return r;
}

}  // namespace

TEST_CASE("California 48260(a): three occasions in a school year, of days, halves and late arrivals alike") {
    CHECK(fires(california_truant(), abroad().absent({september_2023(5), november_2023(6), march(5), march(6)}),
                year_end) == dates{march(5)});
    CHECK(fires(california_truant(),
                abroad().absent({september_2023(5)}).late(november_2023(6), session::am, 31).marks(march(5), "-U"),
                year_end) == dates{march(5)});
    CHECK(fires(california_truant(),
                abroad().absent({september_2023(5)}).late(november_2023(6), session::am, 30).marks(march(5), "-U"),
                year_end)
              .empty());
    CHECK(fires(california_truant(), abroad().absent({september_2023(5), november_2023(6)}), year_end).empty());
    // Eighteen on the day of the third: no longer meant.
    CHECK(fires(california_truant(), abroad({2006, 3, 5}).absent({september_2023(5), november_2023(6), march(5)}),
                year_end)
              .empty());
    CHECK(fires(california_truant(), abroad({2006, 3, 6}).absent({september_2023(5), november_2023(6), march(5)}),
                year_end) == dates{march(5)});
}

TEST_CASE("California 48261, 48262: reported again, and habitual only after a conference was tried") {
    const auto days = abroad().absent(
        {september_2023(5), september_2023(12), september_2023(19), september_2023(26), november_2023(7)});
    const auto reported = world{days}.act("report_absence", "P", september_2023(20));
    CHECK(fires(california_again(), reported, year_end) == dates{september_2023(26)});
    CHECK(fires(california_again(), days, year_end).empty());
    CHECK(fires(california_habitual(), world{reported}.act("interview", "P", november_2023(6)), year_end) ==
          dates{november_2023(7)});
    CHECK(fires(california_habitual(), reported, year_end).empty());
    // A conference tried after the fifth occasion: habitual on its day, without a further absence.
    CHECK(fires(california_habitual(), world{reported}.act("interview", "P", november_2023(20)), year_end) ==
          dates{november_2023(20)});
    // The three reports themselves, as firings of the rungs below: step 3 counts steps 1 and 2.
    auto both =
        owing(make_rung(std::vector<count_of>{{counted::earlier_rung, {}, {}}}, cumulative{2, {}, period::school_year}),
              "refer", "school");
    const auto f =
        evaluate(policy_with(std::vector{california_truant(), california_again(), both}), reported.build(), year_end);
    CHECK(triggers(f).back() == september_2023(26));
    CHECK(f.obligations.size() == 3);
    // Two reports are on record since the 26th; with the conference of 20 November both are true.
    both.after = after_act{"interview", since::school_year_start};
    const auto tried = world{reported}.act("interview", "P", november_2023(20));
    CHECK(triggers(evaluate(policy_with(std::vector{california_truant(), california_again(), both}), tried.build(),
                            year_end))
              .back() == november_2023(20));
}

TEST_CASE("California 48263.6: a tenth of the days at the end of a month") {
    // September 2023 from the 4th: 20 school days.
    CHECK(fires(california_chronic(), abroad().absent({september_2023(5), september_2023(6)}), september_2023(30)) ==
          dates{september_2023(29)});
    CHECK(fires(california_chronic(), abroad().absent({september_2023(5)}).marks(september_2023(6), "UP"),
                september_2023(30))
              .empty());
}

// ---------------------------------------------------------------- Texas

namespace {

/// Education Code 25.095(b): three days or parts of days in four weeks.
rung texas_notice() {
    auto r = owing(make_rung(counted::part_day, rolling{3, {}, 28, window_unit::days, {}}), "notify_parent", "school");
    r.applies_to = aged(6, 19);
    return r;
}
/// 25.0951: ten days or parts in six months of one school year, referred within ten school days.
rung texas_referral() {
    auto r = owing(make_rung(counted::part_day, rolling{10, {}, 6, window_unit::months, window_within::school_year}),
                   "refer", "school");
    r.applies_to = aged(12, 19);
    r.due = within_days{10, day_unit::school_days, {}};
    return r;
}

}  // namespace

TEST_CASE("Texas 25.095(b): three days or parts of days within 28 days") {
    // From Tue 5 September, day 28 is Mon 2 October.
    CHECK(fires(texas_notice(), abroad().marks(september_2023(5), "UP PU").marks({2023, 10, 2}, "UU"), year_end) ==
          dates{{2023, 10, 2}});
    CHECK(
        fires(texas_notice(), abroad().marks(september_2023(5), "UP PU").marks({2023, 10, 3}, "UU"), year_end).empty());
    CHECK(
        fires(texas_notice(), abroad().marks(september_2023(5), "UU PU"), year_end).empty());  // two days, three halves
}

TEST_CASE("Texas 25.0951: the tenth part of a day in six months, referred within ten school days") {
    // Tue 5 to Fri 8 and Mon 11 to Fri 15 September. Six months back from Mon 4 March begin on Tue 5 September.
    const auto nine = abroad({2010, 8, 1}).marks(september_2023(5), "UP UP UP UP -- -- UP UP UP UP UP");
    CHECK(owed(texas_referral(), world{nine}.marks(march(4), "UP"), march(4)) ==
          lines{"2024-03-04 due 2024-03-18 open"});
    // From Tue 5 March they begin on Wed 6 September: Tuesday's is out.
    CHECK(fires(texas_referral(), world{nine}.marks(march(5), "UP"), year_end).empty());
    CHECK(fires(texas_referral(), nine, year_end).empty());
    // Eleven years old.
    CHECK(fires(texas_referral(),
                abroad({2012, 8, 1}).marks(september_2023(5), "UP UP UP UP -- -- UP UP UP UP UP -- -- UP"), year_end)
              .empty());
}

// ---------------------------------------------------------------- Wisconsin

namespace {

/// 118.16(2)(c): part of a day; the parent is told before the end of the second school day after.
rung wisconsin_notice() {
    auto r = owing(make_rung(counted::part_day, consecutive{1, {}, {}, {}}), "notify_parent", "school");
    r.applies_to = aged(6, 18), r.due = within_days{2, day_unit::school_days, {}};
    return r;
}
/// 118.16(1)(a): part or all of five days in a semester.
rung wisconsin_habitual() {
    auto r = owing(make_rung(counted::part_day, cumulative{5, {}, period::term}), "notify_parent", "school");
    r.applies_to = aged(6, 18);
    return r;
}
/// 118.16(5): before any proceeding, a meeting held or tried in the school year.
rung wisconsin_proceeding() {
    auto r = owing(make_rung(counted::part_day, cumulative{5, {}, period::term}), "refer", "school");
    r.after = after_act{"interview", since::school_year_start};
    return r;
}

}  // namespace

TEST_CASE("Wisconsin 118.16: told by the second school day, habitual at five in a semester, a proceeding only after a "
          "meeting") {
    CHECK(owed(wisconsin_notice(), abroad().marks(september_2023(8), "UP"), september_2023(8)) ==
          lines{"2023-09-08 due 2023-09-12 open"});
    CHECK(fires(wisconsin_notice(), abroad().marks(september_2023(8), "EP"), year_end).empty());
    const auto four = abroad().marks(september_2023(4), "UP UP UP UP");
    CHECK(fires(wisconsin_habitual(), world{four}.marks({2024, 1, 19}, "PU"), year_end) == dates{{2024, 1, 19}});
    CHECK(fires(wisconsin_habitual(), world{four}.marks(march(4), "PU"), year_end).empty());  // another semester
    const auto five = world{four}.marks(september_2023(8), "UU");
    CHECK(fires(wisconsin_proceeding(), five, year_end).empty());
    CHECK(fires(wisconsin_proceeding(), world{five}.act("interview", "P", september_2023(6)), year_end) ==
          dates{september_2023(8)});
}

// ---------------------------------------------------------------- England

namespace {

/// National framework 2024: ten unauthorised sessions in ten school weeks, over terms and years; compulsory school age.
rung england() {
    auto r = owing(make_rung(counted::session, rolling{10, {}, 10, window_unit::school_weeks, window_within::none}),
                   "issue_penalty_notice", "school");
    r.applies_to = aged(5, 16, age_end::last_weekday, 6, weekday::friday);
    return r;
}

}  // namespace

TEST_CASE("England: ten sessions in ten rolling school weeks, over a vacation") {
    // Nine sessions in the week of Mon 6 November; the tenth week, that one counted, is the week of Mon 8 January 2024.
    const auto nine = abroad().marks(november_2023(6), "UU UU UU UU UP");
    CHECK(fires(england(), world{nine}.marks({2024, 1, 12}, "U"), year_end) == dates{{2024, 1, 12}});
    CHECK(fires(england(), world{nine}.marks({2024, 1, 15}, "U"), year_end).empty());  // the eleventh week
    // Across the vacation: weeks of 15 January and 4 March follow each other.
    CHECK(fires(england(), abroad().marks({2024, 1, 15}, "UU UU UU UU UP").marks(march(4), "U"), year_end) ==
          dates{march(4)});
    // Sixteen in that school year: meant up to Fri 28 June 2024.
    CHECK(fires(england(), abroad({2008, 3, 10}).marks(june(24), "UU UU UU UU UU"), year_end) == dates{june(28)});
    CHECK(fires(england(), abroad({2008, 3, 10}).marks(june(24), "UU UU UU UU UP -- -- U"), year_end).empty());
}

// ---------------------------------------------------------------- France

namespace {

/// L131-8: the first unjustified absence, at once.
rung france_first() {
    auto r = owing(make_rung(counted::session, consecutive{1, {}, {}, {}}), "notify_parent", "school");
    r.applies_to = aged(3, 16), r.due = within_days{0, {}, {}};
    return r;
}
/// Four half-days in the month: the head refers, and convenes the team.
rung france_month(count_mode mode = cumulative{4, {}, period::month}) {
    auto r = make_rung(counted::session, mode);
    r.owes.how = combine::each_of, r.owes.acts = {"refer", "dropout_meeting"}, r.owes.roles = {"principal"};
    r.applies_to = aged(3, 16);
    return r;
}
/// A circular: ten full half-days in the month.
rung france_circular() {
    return owing(make_rung(counted::session, cumulative{10, {}, period::month}), "refer", "principal");
}

}  // namespace

TEST_CASE("France L131-8: at once; four half-days in the calendar month, or by the second reading in a rolling one") {
    CHECK(owed(france_first(), abroad().marks(september_2023(8), "PU"), september_2023(9)) ==
          lines{"2023-09-08 due 2023-09-08 missed"});
    CHECK(fires(france_first(), abroad().marks(september_2023(8), "PE"), september_2023(9)).empty());
    const auto w = abroad().marks(september_2023(28), "UU U");
    CHECK(fires(france_month(), world{w}.marks(september_2023(29), "-U"), year_end) ==
          dates{september_2023(29), september_2023(29)});  // two acts
    CHECK(fires(france_month(), world{w}.marks({2023, 10, 2}, "U"), year_end).empty());
    CHECK(fires(france_month(rolling{4, {}, 1, window_unit::months, {}}), world{w}.marks({2023, 10, 2}, "U"), year_end)
              .size() == 2);
    CHECK(fires(france_circular(), abroad().marks(september_2023(4), "UU UU UU UU UU"), year_end) ==
          dates{september_2023(8)});
    CHECK(fires(france_circular(), abroad().marks(september_2023(4), "UU UU UU UU UP"), year_end).empty());
}

// ---------------------------------------------------------------- Taiwan

namespace {

/// 強迫入學條例 8-1: three consecutive school days without leave; filed, and the committee written to.
rung taiwan_run() {
    auto r = make_rung(counted::full_day, consecutive{3, {}, {}, {}});
    r.owes.how = combine::each_of, r.owes.acts = {"report_dropout", "report_unreturned"}, r.owes.roles = {"school"};
    r.applies_to = aged(6, 15, age_end::school_year_end);
    return r;
}
/// Not registered three days into the term.
rung taiwan_registration() {
    auto r = owing(make_rung(std::vector<count_of>{}, not_back{not_back_basis::registration, 3, {}}), "report_dropout",
                   "school");
    r.applies_to = aged(6, 15, age_end::school_year_end);
    return r;
}
/// 施行細則 8: seven days in a semester.
rung taiwan_long() {
    return owing(make_rung(counted::full_day, cumulative{7, {}, period::term}), "follow_up_dropout", "school");
}
/// 條例 9, 11: a visit, then a written warning; the days are left to local rules.
rung taiwan_committee() {
    auto r = taiwan_long();
    r.owes = {combine::in_order, {"home_visit", "issue_return_notice"}, {"township_education_officer"}, {}};
    r.due = within_days{unspecified<>("warning_within"), {}, {}};
    return r;
}

}  // namespace

TEST_CASE("Taiwan: three school days in a row, a transferee who does not register, seven days in a semester") {
    CHECK(fires(taiwan_run(), abroad().absent({september_2023(7), september_2023(8), september_2023(11)}), year_end) ==
          dates{september_2023(11), september_2023(11)});
    CHECK(fires(taiwan_run(), abroad().marks(september_2023(7), "UU UP -- -- UU"), year_end).empty());
    // Fifteen in October 2023: meant to the end of that school year.
    CHECK(fires(taiwan_run(), abroad({2008, 10, 1}).absent({july(3), july(4), july(5)}), year_end).size() == 2);
    CHECK(fires(taiwan_run(), abroad({2008, 8, 1}).absent({september_2023(7), september_2023(8), september_2023(11)}),
                year_end)
              .empty());
    auto w = abroad();
    w.rows.registrations = std::vector<registration_row>{{"s", "autumn", september_2023(7)}};
    CHECK(fires(taiwan_registration(), w, march(3)).empty());  // Mon 4 September + 3
    w.rows.registrations->front().registered_on = september_2023(8);
    CHECK(fires(taiwan_registration(), w, march(3)) == dates{september_2023(7)});
    const dates six{september_2023(5),  september_2023(12), september_2023(19),
                    september_2023(26), november_2023(7),   november_2023(14)};
    CHECK(fires(taiwan_long(), abroad().absent(six).absent({november_2023(21)}), year_end) == dates{november_2023(21)});
    CHECK(fires(taiwan_long(), abroad().absent(six).absent({march(5)}), year_end).empty());
}

TEST_CASE("Taiwan: visit, then warning; a number left to local rules is a gap, never a guess") {
    const auto w = abroad().absent({september_2023(5), september_2023(12), september_2023(19), september_2023(26),
                                    november_2023(7), november_2023(14), november_2023(21)});
    const auto f =
        evaluate(policy_with(taiwan_committee()), world{w}.act("home_visit", "O", november_2023(24)).build(), year_end);
    CHECK(duties(f) == lines{"2023-11-21 due - met 2023-11-24", "2023-11-24 due - open"});
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.warning_within - -"});
}

// ---------------------------------------------------------------- Japan

namespace {

/// 学校教育法施行令 20: seven days in a row, days off not counted, over a vacation; the principal notifies the board.
rung japan() {
    auto r = owing(make_rung(counted::full_day, consecutive{7, {}, {}, true}), "report_unreturned", "principal");
    r.owes.recipient = role_word{"education_bureau"};
    r.applies_to = aged(6, 15, age_end::school_year_end);
    return r;
}
/// 施行令 21: notified, the board urges the parent.
rung japan_board() {
    auto r =
        owing(make_rung(std::vector<count_of>{{counted::earlier_rung, {}, 1}}, cumulative{1, {}, period::school_year}),
              "order_return", "education_bureau");
    r.after = after_act{"report_unreturned", since::school_year_start};
    return r;
}

}  // namespace

TEST_CASE("Japan: seven days in a row, on over weekend and vacation") {
    // Thu 18, Fri 19 January, then Mon 4 to Fri 8 March.
    const dates seven{{2024, 1, 18}, {2024, 1, 19}, march(4), march(5), march(6), march(7), march(8)};
    CHECK(fires(japan(), abroad().absent(seven), year_end) == dates{march(8)});
    CHECK(fires(japan(), abroad().absent({seven.begin(), seven.end() - 1}), year_end).empty());
    CHECK(fires(japan(), abroad().absent({seven.begin(), seven.end() - 1}).marks(march(8), "PU"), year_end).empty());
    auto broken = abroad().absent({seven.begin(), seven.end() - 1}).marks(march(8), "EU");  // just cause
    CHECK(fires(japan(), broken, year_end).empty());
}

TEST_CASE("Japan: the board is called on by the rung before it, where the notice is on record") {
    const auto w = abroad().marks(march(4), "UU UU UU UU UU -- -- UU UU");
    const auto p = policy_with(std::vector{japan(), japan_board()});
    CHECK(triggers(evaluate(p, w.build(), year_end)) == dates{march(12)});
    CHECK(triggers(evaluate(p, world{w}.act("report_unreturned", "P", march(12)).build(), year_end)) ==
          dates{march(12), march(12)});
}
