// The text of every page of a PDF, line by line as pdf.js (Firefox) reads it: node extract.mjs FOLDER FILE
// FOLDER holds node_modules; prints a JSON list of lines.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const { getDocument } = await import(
  pathToFileURL(`${folder}/node_modules/pdfjs-dist/legacy/build/pdf.mjs`).href
);
const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
const lines = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const { items } = await (await pdf.getPage(number)).getTextContent({ disableNormalization: true });
  let line = "";
  for (const item of items) {
    line += item.str;
    if (item.hasEOL) {
      lines.push(line);
      line = "";
    }
  }
  lines.push(line);
}
process.stdout.write(JSON.stringify(lines));
