// SPDX-License-Identifier: Apache-2.0
// json-rules-engine, one decision at a time: json_rules.cjs '{"facts": [...], "timed": <which>, "times": <n>, "rungs": {...}}'
// Takes turns as contestant.hpp has it; `rungs.py` says what is asked. The clock is Node's own, around each decision.
"use strict";
const fs = require("fs");
const readline = require("readline");
const { Engine } = require("json-rules-engine");

const { facts, timed, times, rungs } = JSON.parse(process.argv[2]);

const at_least = (fact, value) => ({ fact, operator: "greaterThanInclusive", value });
const more_than = (fact, value) => ({ fact, operator: "greaterThan", value });
const conditions = {
  1: [at_least("run", 1)],
  2: [at_least("run", 1), at_least("full_days", 1), more_than("days_since", 1)],
  3: [at_least("run", 1), at_least("full_days", 2)],
};
const engine = new Engine(
  Object.entries(conditions).map(([step, all]) => ({
    conditions: { all },
    event: { type: rungs[step][0], params: { who: rungs[step][1] } },
  })),
);

const steps_of = (events) =>
  events.map((e) => Number(Object.keys(rungs).find((s) => rungs[s][0] === e.type && rungs[s][1] === e.params.who)));

/// Nanoseconds of so many decisions, each timed by itself.
async function run() {
  let total = 0n;
  for (let i = 0; i < times; ++i) {
    const start = process.hrtime.bigint();
    await engine.run(facts[timed]);
    total += process.hrtime.bigint() - start;
  }
  return total;
}

function status_kib(what) {
  const line = fs.readFileSync("/proc/self/status", "utf8").split("\n").find((l) => l.startsWith(what + ":"));
  return line ? Number(line.split(/\s+/)[1]) : 0;
}

async function main() {
  let rows = 0;
  let bits = 0n;
  for (let pupil = 0; pupil < facts.length; ++pupil)
    for (const step of steps_of((await engine.run(facts[pupil])).events)) {
      ++rows;
      bits |= 1n << BigInt(3 * pupil + step - 1);
    }
  await run(); // compiled by then
  console.log(`{"rows": ${rows}, "hash": ${bits}, "input_bytes": 0, "times": ${times}}`);
  fs.writeFileSync("/proc/self/clear_refs", "5"); // the peak so far is forgotten
  const before = status_kib("VmRSS");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line !== "run") break;
    console.log(String(await run()));
  }
  process.stdin.destroy(); // else it waits for the other end to close
  console.log(`{"peak_kib": ${status_kib("VmHWM")}, "before_kib": ${before}}`);
}

main();
