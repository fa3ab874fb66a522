// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows that go into the naive reference and the rows that come out of it. Everything is a plain value.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace naive {

/// Days since 1970-01-01.
using day = int;

enum class session_of_day { am, pm };
enum class mark { present, excused, unexcused };

// ---------------------------------------------------------------- facts

struct term_row {
    std::string term_id;
    std::string school_year;
    day first_day = 0;
    day last_day = 0;
    std::optional<std::string> unit_id{};
    std::optional<day> registration_until{};
};

enum class override_session { am, pm, both };
enum class override_kind { school, off };

struct day_row {
    day date = 0;
    override_session session = override_session::both;
    override_kind kind = override_kind::off;
    std::optional<std::string> unit_id{};
};

struct unit_row {
    std::string unit_id;
    std::string kind;
    std::optional<std::string> parent_id{};
    std::optional<std::string> stage{};
    std::optional<std::string> village_id{};
};

enum class covers { unit, student };

struct holding_row {
    std::string person_id;
    std::string role;
    covers covers_kind = covers::unit;
    std::string covers_id;
    day from = 0;
    std::optional<day> until{};
};

struct student_row {
    std::string student_id;
    std::optional<std::string> home_unit_id{};
    std::optional<std::string> origin_unit_id{};
    std::optional<day> birth_date{};
    std::optional<day> died_on{};
};

struct registration_row {
    std::string student_id;
    std::string term_id;
    day registered_on = 0;
};

struct enrolment_row {
    std::string student_id;
    std::string class_id;
    day from = 0;
    std::optional<day> until{};
    std::optional<std::string> entry{};
    std::optional<std::string> exit{};
    std::optional<day> noted_on{};
};

struct attendance_row {
    std::string student_id;
    day date = 0;
    session_of_day session = session_of_day::am;
    naive::mark mark = naive::mark::present;
    std::optional<int> minutes_late{};
};

struct roll_call_row {
    std::string class_id;
    day date = 0;
    session_of_day session = session_of_day::am;
};

struct act_row {
    std::string act_id;
    day date = 0;
    std::string act;
    std::string actor_id;
    std::optional<std::string> student_id{};
    std::optional<std::string> unit_id{};
    std::optional<std::string> recipient_id{};
    std::optional<std::string> object{};
    std::optional<std::string> refers_table{};
    std::optional<std::string> refers_to{};
    std::optional<day> due_on{};
};

struct need_row {
    std::string student_id;
    std::string need;
    day from = 0;
    std::optional<day> until{};
};

struct incident_row {
    std::string incident_id;
    day date = 0;
    std::string conduct;
    std::string actor_id;
    std::optional<std::string> student_id{};
    std::optional<std::string> unit_id{};
    std::optional<day> verified_on{};
};

struct transfer_row {
    std::string transfer_id;
    std::string student_id;
    day left_on = 0;
    std::optional<day> noted_on{};
    std::optional<std::string> receiving_unit_id{};
};

struct pledge_row {
    std::string from_id;
    std::string to_id;
    std::string role_from;
    std::string role_to;
    std::optional<std::string> unit_id{};
    std::optional<std::string> student_id{};
    day signed_on = 0;
    std::optional<day> until{};
};

struct record_row {
    std::string record_id;
    std::string register_name;
    std::string keeper_id;
    std::optional<std::string> student_id{};
    std::optional<std::string> unit_id{};
    day opened_on = 0;
    std::optional<day> completed_on{};
    std::optional<std::string> refers_to{};
};

/// Known only in total.
struct count_row {
    std::string unit_id;
    std::string school_year;
    std::string indicator;
    std::optional<long> numerator = 0;
    std::optional<long> denominator = 1;
    std::optional<std::string> formula{};
    std::optional<day> counted_on{};
};

struct party_row {
    std::string party_id;
    std::string kind;
};

/// What the vocabulary says of a role: the kinds it may cover, and the next wider role.
struct role_words {
    std::set<std::string> holds;
    std::optional<std::string> is{};
    bool single_holder = false;
    bool body = false;  // an office or a school, whose people act for it
};

/// The roles of the shared vocabulary.
inline std::map<std::string, role_words> shared_roles() {
    return {
        {"class_teacher", {{"class"}, "teacher", true}},
        {"subject_teacher", {{"class"}, "teacher", false}},
        {"helping_teacher", {{"student"}, "teacher", false}},
        {"key_student_teacher", {{"student"}, "teacher", true}},
        {"teacher", {{"class", "school"}, "staff", false}},
        {"grade_leader", {{"grade"}, "school_leader", true}},
        {"academic_affairs_office", {{"school"}, "staff", false, true}},
        {"general_affairs_office", {{"school"}, "staff", false, true}},
        {"school_leader", {{"school", "grade", "class"}, "staff", false}},
        {"vice_principal", {{"school"}, "school_leader", false}},
        {"principal", {{"school"}, "school_leader", true}},
        {"staff", {{"school"}, std::nullopt, false}},
        {"school", {{"school"}, std::nullopt, false, true}},
        {"leading_group_head", {{"school"}, std::nullopt, true}},
        {"leading_group_deputy", {{"school"}, std::nullopt, false}},
        {"leading_group_member", {{"school"}, std::nullopt, false}},
        {"central_school_leader", {{"central_school", "village"}, std::nullopt, false}},
        {"school_district_office", {{"central_school"}, std::nullopt, false, true}},
        {"village_cadre", {{"village"}, std::nullopt, false}},
        {"village_committee", {{"village"}, std::nullopt, false, true}},
        {"township_cadre", {{"village"}, std::nullopt, false}},
        {"township_education_officer", {{"township"}, std::nullopt, false}},
        {"township_government", {{"township"}, std::nullopt, false, true}},
        {"education_bureau", {{"county"}, std::nullopt, false, true}},
        {"parent", {{"student"}, std::nullopt, false}},
        {"student", {{"student"}, std::nullopt, true}},
        {"responsible_person", {{"class", "school"}, std::nullopt, false}},
        {"employer", {{"party"}, std::nullopt, false, true}},
        {"anyone", {{}, std::nullopt, false}},
    };
}

enum class calendar_kind { cn, weekdays };
enum class register_mode { complete, exceptions };

/// The facts of a district. An empty optional is a table that was not given: nothing is known.
struct world {
    calendar_kind calendar = calendar_kind::weekdays;
    /// Calendar cn only: public holidays, and the make-up working days on weekends.
    std::vector<day> holidays{};
    std::vector<day> working_weekends{};
    /// Null: unbounded.
    std::optional<day> coverage_first{};
    std::optional<day> coverage_last{};
    register_mode registers = register_mode::complete;

    std::vector<term_row> terms{};
    std::vector<unit_row> units{};
    std::optional<std::vector<day_row>> days{};
    std::optional<std::vector<holding_row>> holdings{};
    std::optional<std::vector<student_row>> students{};
    std::optional<std::vector<enrolment_row>> enrolments{};
    std::optional<std::vector<registration_row>> registrations{};
    std::optional<std::vector<attendance_row>> attendance{};
    std::optional<std::vector<roll_call_row>> roll_calls{};
    std::optional<std::vector<act_row>> acts{};
    std::optional<std::vector<party_row>> parties{};
    std::map<std::string, role_words> roles = shared_roles();
    std::optional<std::vector<need_row>> needs{};
    std::optional<std::vector<incident_row>> incidents{};
    std::optional<std::vector<transfer_row>> transfers{};
    std::optional<std::vector<pledge_row>> pledges{};
    std::optional<std::vector<record_row>> records{};
    std::optional<std::vector<count_row>> counts{};
};

// ---------------------------------------------------------------- policy

enum class unit_counted { session, full_day, part_day, late, earlier_rung };

struct counted_unit {
    unit_counted unit = unit_counted::session;
    int over_minutes = 0;               // late
    std::optional<int> earlier_step{};  // earlier_rung: null is every lower step
};

enum class comparator { at_least, more_than };
enum class adjacency { school_days, calendar_days };
enum class period { month, term, school_year };
enum class window_unit { days, months, school_weeks };
enum class window_within { none, term, school_year };
enum class mode_kind { consecutive, cumulative, rolling, share, not_back, in_status, missed_deadline, done };
enum class back_basis { attendance, registration };
enum class day_unit { calendar_days, school_days, working_days };

struct rung_mode {
    mode_kind kind = mode_kind::consecutive;
    // consecutive
    adjacency adjacent = adjacency::school_days;
    bool across_terms = false;
    // cumulative
    naive::period period = naive::period::term;
    // rolling
    int length = 0;
    window_unit of = window_unit::days;
    window_within within = window_within::none;
    // share
    int ratio_numerator = 0;
    int ratio_denominator = 1;
    int at_least = 0;
    // not_back: one of the two numbers, or neither (the term's registration_until)
    back_basis basis = back_basis::attendance;
    std::optional<int> calendar_days_after_first{};
    std::optional<int> nth_school_day{};
    // in_status: dropout, suspended or transferred
    std::string status{};
    // missed_deadline and done: the step whose duty it is; missed_deadline: the deadline that the act which met it sets
    int of_step = 0;
    bool deadline_of_act = false;
    std::optional<int> deadline_within{};  // where the act names no date; null is unspecified
    std::string deadline_parameter{};
    naive::day_unit deadline_unit{};
    bool deadline_rolls = false;
};

/// first_held: as any_of, but the first of the roles that anybody holds bears it alone.
enum class how_owed { any_of, each_of, in_order, first_held };

struct owes_what {
    how_owed how = how_owed::any_of;
    std::vector<std::string> acts{};
    std::vector<std::string> roles{};
    std::optional<std::string> recipient_role{};
};

enum class due_kind { none, within, end_of };

struct due_rule {
    due_kind kind = due_kind::none;
    std::optional<int> n{};   // within: null is unspecified
    std::string parameter{};  // the name of the unspecified number
    day_unit unit = day_unit::calendar_days;
    bool rolls = false;
    period end = period::term;  // end_of
};

struct stop_rule {
    bool present = false;
    bool death = false;
    bool exit = false;
    bool term_end = false;
    bool enrolment = false;
};

enum class runs_on { birthday, school_year_end, last_weekday_of_month };

struct age_rule {
    std::optional<int> from{};  // null: no limit, or unspecified under a name
    std::optional<int> until{};
    std::string from_parameter{};
    std::string until_parameter{};
    runs_on until_runs_on = runs_on::birthday;
    int month = 6;
    int weekday = 5;  // 1 is Monday, 7 is Sunday
};

/// Holds on a day when one need of any_of is flagged, or all of all_of are.
struct need_condition {
    std::vector<std::string> any_of{};
    std::vector<std::string> all_of{};
};

struct applies_rule {
    std::vector<std::string> stages{};
    std::vector<std::string> unit_kinds{};
    std::optional<need_condition> need{};
    std::optional<need_condition> unless{};
};

struct after_rule {
    std::string act;
    naive::period since = naive::period::school_year;  // school_year or term; months: so many months before the day
    int months = 0;                                    // 0: since the start of the period, up to the day itself
    int at_least = 1;                                  // days with such an act
    std::optional<int> below{};                        // and fewer days than this
    std::string following{};                           // counts from the first of these on
    bool afresh = false;                               // a rung's: it counts only what comes on a later day
    int step = 0;                                      // a rung's: counts from the day that step was reached on
};

/// Another count of the same marks, cumulative or rolling, that must not be reached.
struct other_count_rule {
    std::vector<counted_unit> counts{};
    rung_mode mode{};
    int threshold = 1;
    naive::comparator comparator = naive::comparator::at_least;
};

struct rung {
    std::vector<counted_unit> counts{};
    std::set<mark> marks{mark::unexcused};
    rung_mode mode{};
    std::optional<int> threshold{1};  // null is unspecified
    std::string threshold_parameter{};
    naive::comparator comparator = naive::comparator::at_least;
    owes_what owes{};
    due_rule due{};
    stop_rule stops{};
    std::optional<age_rule> ages{};
    applies_rule applies_to{};
    std::optional<after_rule> after{};
    std::optional<other_count_rule> unless{};
    std::optional<int> step{};  // null: the next one
};

/// Ladder rules with one name are one ladder; steps count from 1 through all of them in clause order.
struct ladder_rule {
    std::string ladder;
    std::vector<rung> rungs{};
};

struct assignment_rule {
    std::string role;
    std::optional<std::string> unit_kind{};  // null: every student
};

enum class event {
    term_start,
    registration,
    need_flagged,
    returned,
    dropout,
    late_papers,
    missed_deadline,
    entered,
    transferred_in,
    transferred_out,
    suspended,
    graduated,
    act_done,
    sum_due
};

struct duty_rule {
    event on = event::term_start;
    std::string about = "student";    // or a unit kind
    need_condition need{};            // need_flagged
    std::optional<int> late_after{};  // late_papers; null is unspecified
    std::string late_parameter{};
    day_unit late_unit = day_unit::calendar_days;
    std::string of_clause{};  // missed_deadline
    std::string of_rule{};
    owes_what owes{};
    std::optional<int> times{};     // null: one
    std::string times_parameter{};  // left open: one, and a gap
    due_rule due{};
    stop_rule stops{};
    std::string act{};                // act_done
    std::vector<std::string> sums{};  // sum_due: the clauses whose awards or charges are due
};

enum class recurrence { school_day, week, month, term, school_year, point };

struct named_point {
    bool last = false;  // the first or the last 20 school days
    int term = 1;       // of the school year, counted from 1; 0 is its last
};

struct recurring_rule {
    std::optional<int> times{};  // null is unspecified
    std::string times_parameter{};
    std::optional<recurrence> every{};  // null is unspecified
    std::string every_parameter{};
    std::vector<int> months{};       // with month; none: every month
    std::string months_parameter{};  // and one that is left open
    std::vector<named_point> points{};
    bool per_holder = false;
    std::string about = "student";  // per subject: student or a unit kind
    std::optional<need_condition> need{};
    std::optional<std::string> status{};
    owes_what owes{};
};

struct procedure_rule {
    std::string procedure;             // one name in one layer is one procedure
    std::vector<std::string> steps{};  // given by one of its rules
    bool when_complete = true;         // else: when incomplete
    std::string gives{};
};

enum class figure_comparator { at_most, less_than, at_least, more_than };

struct figure_condition {
    std::string indicator = "dropout_rate";  // retention_rate, dropouts
    std::string formula = "glossary";        // inspection
    std::string unit_kind = "school";
    figure_comparator comparator = figure_comparator::at_most;
    bool previous_year = false;            // the line is the previous year's figure
    std::optional<long> line_numerator{};  // null without previous_year: unspecified
    long line_denominator = 1;
    std::string line_parameter{};
};

struct target_rule {
    figure_condition condition{};
};

enum class paid_each { whole, pupil, pupil_over_line };
enum class effect_kind { award, charge, honour };

struct ratio {
    long numerator = 0;
    long denominator = 1;
};

struct incentive_rule {
    effect_kind effect = effect_kind::charge;
    figure_condition condition{};
    std::optional<long> amount_fen{};  // null is unspecified
    std::string amount_parameter{};
    paid_each each = paid_each::whole;
    std::optional<std::string> payer_role{};
    std::optional<std::string> payee_role{};
    std::vector<std::string> honours{};  // effect honour
    // or: the shares of other clauses' amounts
    std::vector<std::string> shares_of{};
    std::vector<ratio> shares{};  // one a role; none: unspecified
    std::string shares_parameter{};
    std::vector<std::string> roles{};
};

struct veto_rule {
    figure_condition condition{};
    std::optional<std::string> with{};  // the clause of the veto whose condition this one shares
    std::vector<std::string> roles{};
    std::vector<std::string> forfeits{};
};

/// A register with an entry for each case, which a row of records shows.
struct record_rule {
    std::string in;
    event on = event::dropout;
    need_condition need{};  // need_flagged
    std::string act{};      // act_done: the entry refers to the act
    std::vector<std::string> roles{};
    due_rule due{};
};

struct pledge_pair {
    std::string from;
    std::string to;
    std::string about = "student";  // or a unit kind
};

struct pledge_rule {
    std::vector<pledge_pair> pairs{};  // none: unspecified
    std::string pairs_parameter{};
    std::optional<recurrence> every{};  // never point; null is unspecified
    std::string every_parameter{};
};

struct committee_seat {
    std::string role;
    std::optional<std::string> every{};  // whose holders at or below the unit all take it
};

struct committee_rule {
    std::string at;  // a unit kind
    std::vector<committee_seat> seats{};
};

struct entitlement_rule {
    std::string benefit;
    std::optional<need_condition> need{};  // null: every pupil, from enrolment on
    std::vector<std::string> roles{};
    std::vector<std::string> acts{};
    std::optional<std::string> held{};
    due_rule due{};
    stop_rule stops{};
};

/// A text that may be left out under a name; neither: the clause says nothing.
struct sanction_text {
    std::optional<std::string> text{};
    std::string parameter{};
};

struct repetition_rule {
    std::optional<int> times{2};  // null is unspecified
    std::string times_parameter{};
    sanction_text sanction{};
};

struct prohibition_rule {
    std::vector<std::string> conduct{};
    bool together = false;
    std::vector<std::string> unmet{};  // clauses of targets
    bool below = false;                // what happened above counts for each unit below
    bool returned = false;
    std::vector<std::string> roles{};
    sanction_text sanction{};
    std::optional<repetition_rule> again{};
};

/// One of the kinds is set.
struct rule {
    std::string id;
    std::optional<ladder_rule> ladder{};
    std::optional<assignment_rule> assignment{};
    std::optional<duty_rule> duty{};
    std::optional<recurring_rule> recurring{};
    std::optional<procedure_rule> procedure{};
    std::optional<target_rule> target{};
    std::optional<incentive_rule> incentive{};
    std::optional<veto_rule> veto{};
    std::optional<record_rule> record{};
    std::optional<pledge_rule> pledge{};
    std::optional<committee_rule> committee{};
    std::optional<entitlement_rule> entitlement{};
    std::optional<prohibition_rule> prohibition{};
    bool guidance = false;  // nothing to evaluate
    // Whom the rule means; a ladder says so rung by rung.
    applies_rule applies_to{};
    std::optional<age_rule> ages{};
    std::optional<after_rule> after{};
    std::vector<std::string> open_details{};  // parameters from which nothing is computed
};

struct clause {
    std::string id;
    std::vector<rule> rules{};  // of the reading that governs
    std::optional<day> effective_from{};
    std::optional<day> effective_until{};     // exclusive
    std::vector<std::vector<rule>> others{};  // the rules of each other reading
};

struct policy {
    std::vector<clause> clauses{};
    std::string id{};
};

// ---------------------------------------------------------------- findings

struct cause {
    std::string table;
    long row = -1;
    friend bool operator==(const cause&, const cause&) = default;
    friend auto operator<=>(const cause&, const cause&) = default;
};

struct obligation {
    std::string clause;
    std::string rule;
    std::vector<std::string> acts{};
    std::string role;
    std::vector<std::string> bearers{};
    std::optional<std::string> recipient_role{};
    std::string student;
    std::string unit;
    int step = 0;
    day triggered_on = 0;
    std::optional<day> due_on{};
    std::string state;  // open, met, met_late, missed, lapsed, unknown
    std::optional<day> met_on{};
    cause caused_first{};
    cause caused_last{};
    std::set<cause> caused_also{};  // further rows: of a unit's duty, what other pupils did that day
    std::string policy{};
    std::string person{};  // quotas per holder only
    int needed = 1;
    int done = 0;
    long met_by = -1;                 // row of the act that met it
    std::vector<std::string> also{};  // merged into this row: policy/clause/rule
    friend bool operator==(const obligation&, const obligation&) = default;
};

struct gap {
    std::string kind;
    std::optional<std::string> clause{};
    std::optional<std::string> rule{};
    std::optional<std::string> unit{};
    std::optional<std::string> student{};
    std::optional<std::string> role{};
    std::optional<std::string> parameter{};
    std::optional<std::string> person{};  // of a seat or an incident
    std::optional<day> from{};
    std::optional<day> until{};
    friend bool operator==(const gap&, const gap&) = default;
    friend auto operator<=>(const gap&, const gap&) = default;
};

/// Null policy, clause and rule: a status that no clause gives.
struct status_row {
    std::optional<std::string> policy{};
    std::optional<std::string> clause{};
    std::optional<std::string> rule{};
    std::string student;
    std::string unit;
    std::string status;
    day from = 0;
    std::optional<day> until{};
    friend bool operator==(const status_row&, const status_row&) = default;
};

struct measure_row {
    std::string policy;
    std::string clause;
    std::string rule;
    std::string indicator;
    std::optional<std::string> formula{};  // dropout_rate only
    std::string unit;
    std::optional<std::string> stage{};
    day period_from = 0;
    day period_until = 0;
    std::optional<long> numerator{};
    std::optional<long> denominator{};
    std::optional<long> line_numerator{};
    std::optional<long> line_denominator{};
    figure_comparator comparator{};
    std::optional<bool> met{};
    bool final = false;
    friend bool operator==(const measure_row&, const measure_row&) = default;
};

struct consequence_row {
    std::string policy;
    std::string clause;
    std::string rule;
    std::string kind;  // award, charge, veto, honour
    std::string unit;
    std::optional<std::string> stage{};
    std::optional<std::string> person{};
    std::optional<std::string> payer_role{};
    std::optional<std::string> payee_role{};
    std::optional<long> amount_fen{};
    std::vector<std::string> forfeits{};  // of an honour: the honours
    day period_from = 0;
    day period_until = 0;
    std::optional<std::string> part_of{};    // clause/rule of the whole amount, same unit, stage and period
    std::optional<std::string> vetoed_by{};  // clause/rule/person of the veto
    friend bool operator==(const consequence_row&, const consequence_row&) = default;
};

struct breach_row {
    std::string policy;
    std::string clause;
    std::string rule;
    std::string conduct;
    std::string role;
    std::string person;   // or empty: a pupil or a unit
    std::string student;  // or empty
    std::string unit;     // or empty
    day on = 0;
    std::optional<std::string> sanction{};
    cause because{};
    friend bool operator==(const breach_row&, const breach_row&) = default;
};

struct entitlement_row {
    std::string policy;
    std::string clause;
    std::string rule;
    std::string benefit;
    std::string student;
    std::string role;
    std::vector<std::string> bearers{};
    day from = 0;
    std::optional<day> due_on{};
    std::string state;
    std::optional<day> met_on{};
    cause because{};
    friend bool operator==(const entitlement_row&, const entitlement_row&) = default;
};

struct findings {
    std::vector<obligation> obligations{};
    std::vector<gap> gaps{};
    std::vector<status_row> statuses{};
    std::vector<measure_row> measures{};
    std::vector<consequence_row> consequences{};
    std::vector<breach_row> breaches{};
    std::vector<entitlement_row> entitlements{};
};

}  // namespace naive
