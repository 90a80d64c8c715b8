// Calls the functions of resources/web/verify.html outside a browser: JSON in, JSON out, in one run of many calls.
//
// Input: [{call: "name", args: […]}] or [{check: {given: […], known, language, today}}]; bytes are {"base64": "…"}.
// Output: one entry each, {value} or {refusal, fields}; any other error ends the run.

import { pathToFileURL } from "node:url";

const page = await import(pathToFileURL(process.argv[2]).href);

const toBytes = (value) => (value?.base64 === undefined ? value : new Uint8Array(Buffer.from(value.base64, "base64")));

function plain(value) {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString("base64") };
  if (value instanceof Map) return { map: [...value].map(([key, one]) => [key, plain(one)]) };
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  }
  return value;
}

/** What the page does with what somebody hands over: texts and files in their order. */
async function check({ given, known = null, language, today }) {
  const handed = [];
  for (const one of given.map(toBytes)) {
    try {
      handed.push(typeof one === "string" ? page.readText(one) : await page.readFile(one));
    } catch (error) {
      if (!(error instanceof page.Refusal)) throw error;
      handed.push({ name: "file", kind: "refused", reason: error.reason, fields: error.fields });
    }
  }
  const { isSeveral, files, ...all } = page.gather(handed);
  const found = await page.verdict({ ...all, known: known && page.readFingerprint(known), today });
  return { found, said: page.describe(found, { language, today, isSeveral, files }), files };
}

let input = "";
for await (const part of process.stdin) input += part;
const answers = [];
for (const { call, args, check: question } of JSON.parse(input)) {
  try {
    answers.push({ value: plain(await (question ? check(question) : page[call](...args.map(toBytes)))) });
  } catch (error) {
    if (!(error instanceof page.Refusal)) throw error;
    answers.push({ refusal: error.reason, fields: error.fields });
  }
}
process.stdout.write(JSON.stringify(answers));
