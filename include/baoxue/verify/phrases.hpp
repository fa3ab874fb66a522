// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace baoxue::detail {

/// What is said of one kind of observation: what was seen, what the evaluator made of the witness, and what to do.
struct observation_phrases {
    std::string_view what, shown, todo;
};

/// Phrases of one language. Places in braces are filled in; \see fill.
struct verify_phrases {
    std::array<observation_phrases, 14> kinds;  ///< by observation_kind
    std::array<std::string_view, 3> weights;    ///< by severity
    std::array<std::string_view, 14> numbers;   ///< by open_number
    std::array<std::string_view, 7> tables;     ///< by findings_table
    std::array<std::string_view, 5> reasons;    ///< by dead_reason
    std::array<std::string_view, 6> exits;      ///< by exit_kind
    std::string_view row_missing, value_missing, bearer_unassigned;
    std::string_view exactly, range, of_whole, percent, yuan, unit, unit_of_stage;
    std::string_view fewer_times, passing_figure, later_day, no_day, rule, step, clause, hidden_by, no_witness;
    std::string_view story, anywhere, as_of, unit_counted, number_counted, unit_bare;
    std::string_view pupil, whole_day, half_days, many_days, late, left, came_back, acted, due_back, flagged, transfer,
        nothing;
    std::string_view heading, empty_list, tried, untried;
};

inline constexpr verify_phrases verify_english{
    .kinds{{
        {"{unit} with {figures} keeps to the line of {first}, and {second} charges it all the same.",
         "The evaluator says so: the target is met, and {amount} are charged.",
         "Let one of the two lines leave the number itself out: \"less than\" in the one, or \"more than\" in the "
         "other."},
        {"{unit} with {figures} keeps to the line of {first}, and {second} makes it forfeit honours all the same.",
         "The evaluator says so: the target is met, and the honours are forfeited.",
         "Let one of the two lines leave the number itself out."},
        {"{unit} with {figures} misses the line of {first}, and {second} awards it all the same.",
         "The evaluator says so: the target is not met, and {amount} are awarded.",
         "Let the award begin where the target is met."},
        {"The charge of {first} leaps at its line: with {before} nothing is due, with {after} all of {amount}.",
         "The evaluator says so of the two, side by side.",
         "If that is not meant, charge only the dropouts beyond what the line allows, or let the sum rise in steps."},
        {"{first} is about a sum, and does not say how much (`{parameter}`).",
         "The evaluator writes no sum, and a gap that names `{parameter}`.",
         "Write the amount into the text, or set it by `with_values`."},
        {"{first} leaves open {number} (`{parameter}`): in the table of {table} {lack}.",
         "The evaluator says so: a gap names `{parameter}`.",
         "Write the number into the text, or set it by `with_values`."},
        {"{first} was set off by none of {searched} made-up pupils.", "",
         "Look at its number, its marks and whom it means; that none was found is no proof that there is none."},
        {"{first} was only ever set off together with {second}: {found} {found|time|times} among {searched} made-up "
         "pupils, and "
         "never alone.",
         "The evaluator says so: both are set off on {d0}.",
         "Give it a higher number or another unit, or make it one step with the other."},
        {"{first} can be set off while {second} is not yet due.",
         "The evaluator says so: {second} is set off on {d0} and due on {d1}; {first} is set off on {d2}.",
         "Let the later step wait until the earlier one's deadline has passed, or say that both run side by side."},
        {"{first} can never take effect: {reason}.", "", "Mend it or take it out."},
        {"No clause gives anybody the role of {role}, which owes or bears something under {places}.", "",
         "Add a clause that says who it is; until then it falls to whoever happens to be entered, or to nobody."},
        {"The readings `{a}` and `{b}` of {first} lead to different findings.",
         "The evaluator says so of this case; of {searched} made-up pupils and units {found} differ.",
         "Say in the text which is meant. `{a}`: {sa} `{b}`: {sb}"},
        {"No difference between the readings `{a}` and `{b}` of {first} was found within the search.", "",
         "{searched} made-up pupils and units were tried; that is no proof that there is none.{hidden}"},
        {"{first} asks for the same as {second} of the layer above, and is looser: {looser}.",
         "The evaluator says so of this case.",
         "A lower layer may be stricter, not looser: let it name the same or an earlier day, as many times, and the "
         "same line "
         "or a stricter one."},
    }},
    .weights{"Fault", "Warning", "Note"},
    .numbers{"the deadline", "the day to be back by", "the number at which it begins", "the line", "the amount",
             "the shares", "how many times", "how often", "how far back it counts", "the ages", "how late is late",
             "what follows", "who signs with whom", "a detail that people must know"},
    .tables{"obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps"},
    .reasons{"it waits for the deadline of a step that has none",
             "the rule and its step name stages that have none in common", "nobody is of all the ages that it asks for",
             "the need that it asks for is one that keeps it away",
             "its text and the one that it rests on are never in force together"},
    .exits{"graduated", "transferred", "suspended", "withdrawn", "dropped out", "died"},
    .row_missing = "rows are not written for want of it",
    .value_missing = "rows lack what follows from it",
    .bearer_unassigned = "No clause names a {bearer}, who bears what the {role} owes or bears under {places}.",
    .exactly = "exactly {f}",
    .range = "anything from {f} to {g}",
    .of_whole = "{n} of {d}{percent}",
    .percent = " ({p} %)",
    .yuan = "{n} yuan",
    .unit = "a {kind}",
    .unit_of_stage = "a {kind} ({stage})",
    .fewer_times = "it asks for {n}, the other for {m}",
    .passing_figure = "{f} keeps to its line, not to that of the other",
    .later_day = "for what happens on {d0} it gives until {d1}, the other until {d2}",
    .no_day = "no day at all",
    .rule = "clause {clause}",
    .step = "step {step} (clause {clause})",
    .clause = "Clause {clause}: {summary}",
    .hidden_by = " A number left open may hide one: {list}.",
    .no_witness = "No single case shows it alone.",
    .story = "For instance: {facts} ",
    .anywhere = "In any district: ",
    .as_of = "As of {date}.",
    .unit_counted = "{unit} has a {indicator} of {figure} in the school year.",
    .number_counted = "{unit} has a {indicator} of {n} in the school year.",
    .unit_bare = "{unit} at which nobody holds a post.",
    .pupil = "a pupil ({stage})",
    .whole_day = " is {mark} for the whole of {days},",
    .half_days = " is {mark} on {days},",
    .many_days = " is {mark} for {n} half-days from {from} to {until},",
    .late = " comes late on {days},",
    .left = " leaves after {date} ({exit}),",
    .came_back = " is enrolled again on {date},",
    .acted = " and on {date} \"{act}\" is on record ({who}),",
    .due_back = " with a date to be back by, {date},",
    .flagged = " is flagged from {date} on ({need}),",
    .transfer = " has a transfer on file from {date},",
    .nothing = " is at school every day,",
    .heading = "{policy}: {n} {n|observation|observations}",
    .empty_list = "Nothing was seen.",
    .tried = "All of it was tried in the school year from {from} to {until}.",
    .untried = "These clauses have a text that is not in force in that year, and it was not tried: {list}.",
};

inline constexpr verify_phrases verify_chinese{
    .kinds{{
        {"{unit}{figures}时符合{first}的界限，却又被{second}罚款。", "经求值验证：目标达成，同时罚款{amount}。",
         "请让其中一处不含本数：一处写“低于”，或另一处写“超过”。"},
        {"{unit}{figures}时符合{first}的界限，却又按{second}被取消荣誉。", "经求值验证：目标达成，同时取消荣誉。",
         "请让其中一处不含本数。"},
        {"{unit}{figures}时没有达到{first}的界限，却又按{second}受奖。", "经求值验证：目标未达成，同时奖励{amount}。",
         "请让奖励从达到目标时起算。"},
        {"{first}的罚款在界限处陡增：{before}时不罚，{after}时一下罚{amount}。", "经求值对两者并列验证。",
         "若非本意，可只罚超出界限的人数，或分档递增。"},
        {"{first}涉及一笔钱，却没有写明数额（`{parameter}`）。",
         "经求值验证：不写出款项，只列出指明 `{parameter}` 的缺口。", "请在条文中写明数额，或用 `with_values` 设定。"},
        {"{first}没有写明{number}（`{parameter}`）：{table}{lack}。", "经求值验证：缺口指明 `{parameter}`。",
         "请在条文中写明，或用 `with_values` 设定。"},
        {"试过的 {searched} 名虚拟学生中，没有一人触发{first}。", "",
         "请检查其次数、所计标记和适用对象；没有找到并不证明不存在。"},
        {"{first}只与{second}一起触发：{searched} 名虚拟学生中共 {found} 次，从未单独触发。",
         "经求值验证：两者都在{d0}触发。", "请提高其次数或改换单位，或与另一步合并。"},
        {"{second}尚未到期时，{first}就可能触发。", "经求值验证：{second}在{d0}触发、{d1}到期；{first}在{d2}触发。",
         "请让后一步等前一步到期，或写明两者并行。"},
        {"{first}永远不会生效：{reason}。", "", "请修改或删除。"},
        {"没有任何条款规定谁是{role}，而{places}要求{role}承担责任。", "",
         "请增加落实这一岗位的条款；否则责任只能落在碰巧登记的人身上，或无人承担。"},
        {"{first}的两种理解 `{a}` 与 `{b}` 会得出不同的结果。",
         "经求值在此例上验证；试过的 {searched} 个虚拟学生和单位中有 {found} 个不同。",
         "请在条文中写明是哪一种。`{a}`：{sa}`{b}`：{sb}"},
        {"在搜索范围内，没有发现{first}的两种理解 `{a}` 与 `{b}` 有差别。", "",
         "共试 {searched} 个虚拟学生和单位；这并不证明没有差别。{hidden}"},
        {"{first}与上层的{second}要求同一件事，却更宽松：{looser}。", "经求值在此例上验证。",
         "下层可以更严，不可以更宽：请写同一天或更早，次数不少于上层，界限不宽于上层。"},
    }},
    .weights{"缺陷", "提醒", "备注"},
    .numbers{"期限", "返校期限", "起算的次数", "界限", "数额", "分担比例", "次数", "周期", "回溯的长度", "年龄",
             "迟到多少分钟算迟到", "怎样处理", "由谁与谁签订", "办事的人必须知道的细节"},
    .tables{"义务表", "状态表", "违规表", "后果表", "应享待遇表", "指标表", "缺口表"},
    .reasons{"它要等某一步到期，而那一步没有期限", "规则与步骤所列学段没有交集", "没有人符合它要求的全部年龄",
             "它要求的情形正是它排除的情形", "它的文本与所依据的文本从不同时有效"},
    .exits{"毕业", "转出", "休学", "退学", "辍学", "死亡"},
    .row_missing = "因此写不出相应的行",
    .value_missing = "的行因此缺少这一项",
    .bearer_unassigned = "{places}要由{role}承担责任，{role}的事由{bearer}负责落实，却没有任何条款规定谁是{bearer}。",
    .exactly = "恰为{f}",
    .range = "在{f}至{g}之间",
    .of_whole = " {d} 人中 {n} 人{percent}",
    .percent = "（{p}%）",
    .yuan = " {n} 元",
    .unit = "某{kind}",
    .unit_of_stage = "某{kind}（{stage}）",
    .fewer_times = "它要求 {n} 次，另一条要求 {m} 次",
    .passing_figure = "{f}在它的界限之内，却不在另一条的界限之内",
    .later_day = "同在{d0}触发，它到{d1}为止，另一条到{d2}为止",
    .no_day = "（无期限）",
    .rule = "条款 {clause} ",
    .step = "第 {step} 步（条款 {clause}）",
    .clause = "条款 {clause}：{summary}",
    .hidden_by = "差别可能被没有写明的数值掩盖：{list}。",
    .no_witness = "没有能单独展示的例子。",
    .story = "例如：{facts}",
    .anywhere = "在任何地方：",
    .as_of = "截至{date}。",
    .unit_counted = "{unit}本学年{indicator}为{figure}。",
    .number_counted = "{unit}本学年{indicator}为 {n}。",
    .unit_bare = "{unit}没有任何人任职。",
    .pupil = "一名{stage}学生",
    .whole_day = "{days}全天{mark}，",
    .half_days = "{days}{mark}，",
    .many_days = "自{from}至{until}共 {n} 个半天{mark}，",
    .late = "{days}迟到，",
    .left = "{date}后离校（{exit}），",
    .came_back = "{date}重新入学，",
    .acted = "{date}有“{act}”的记录（{who}），",
    .due_back = "限{date}前返校，",
    .flagged = "自{date}起列为{need}，",
    .transfer = "自{date}起有转学记录，",
    .nothing = "每天到校，",
    .heading = "{policy}：{n} 条",
    .empty_list = "没有发现。",
    .tried = "都在 {from}至{until}这一学年里试。",
    .untried = "以下条款有的文本在这一学年里没有效力，没有试：{list}。",
};

}  // namespace baoxue::detail
