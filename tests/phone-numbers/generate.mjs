// Examples of every region and number type as google-libphonenumber has them, each in the ways people and files write it, with what it must be read as.
// One line: text | region of the row, empty for none | E.164 | extension | region | type. Printed to standard output in a fixed order.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const library = require("google-libphonenumber");
const { version } = require("google-libphonenumber/package.json");

const { PhoneNumberFormat: format, PhoneNumberType: type } = library;
const util = library.PhoneNumberUtil.getInstance();
const typeNames = Object.fromEntries(Object.entries(type).map(([name, value]) => [value, name]));
const lines = new Set();

function add(example, region) {
  const e164 = util.format(example, format.E164);
  const line = (text, of, extension) => lines.add([text, of, e164, extension, util.getRegionCodeForNumber(example) ?? "", typeNames[util.getNumberType(example)]].join("|"));
  const international = util.format(example, format.INTERNATIONAL);
  line(e164, "", "");
  line(international, "", "");
  line(util.format(example, format.RFC3966), "", "");
  line(`${international} ext. 1234`, "", "1234");
  if (!region) return;
  const national = util.format(example, format.NATIONAL);
  line(national, region, "");
  line(`${national} x 57`, region, "57");
  // From next door, as the plan of that country says it: with its own international prefix.
  line(util.formatOutOfCountryCallingNumber(example, region === "US" ? "GB" : "US"), region === "US" ? "GB" : "US", "");
}

for (const region of util.getSupportedRegions().sort()) {
  for (const of of Object.values(type).filter((value) => value !== type.UNKNOWN)) {
    const example = util.getExampleNumberForType(region, of);
    if (example) add(example, region);
  }
}
for (const code of util.getSupportedGlobalNetworkCallingCodes()) add(util.getExampleNumberForNonGeoEntity(code), null);

console.log(`# google-libphonenumber ${version} (npm), written by tests/phone-numbers/generate.mjs; not edited by hand.`);
console.log("# text | region of the row | E.164 | extension | region | type");
for (const line of lines) console.log(line);
