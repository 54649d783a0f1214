// SPDX-License-Identifier: Apache-2.0
// veraPDF's own validation, as the library that is inside @opendataloader/pdf, run by the JavaScript engine
// that lies beside it: java -cp JAR org.mozilla.javascript.tools.shell.Main verapdf.js FLAVOUR FILE.pdf...
// FLAVOUR: 2a, 2u, ua1, or "claims" for those that each file names. One line of JSON for each file:
// {"file": …, "flavours": […], "problems": ["6.2.11.4-1 (3): what is wrong, at the first place"]}.
"use strict";

var pdfa = Packages.org.verapdf.pdfa;
var NAMES = { "2a": ["PDFA_2_A", "PDFA-2A"], "2u": ["PDFA_2_U", "PDFA-2U"], "ua1": ["PDFUA_1", "PDFUA-1"] };
var profiles = {};
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
java.util.logging.LogManager.getLogManager().reset();

function child(element, name) {
  return element.getElementsByTagName(name).item(0);
}

function text_of(element, name) {
  return String(child(element, name).getTextContent());
}

// The profile as it lies in the library. Its own reader wants JAXB, which no Java brings since version 11.
function profile(name) {
  if (name in profiles) return profiles[name];
  var make = pdfa.validation.profiles.Profiles;
  var flavour = pdfa.flavours.PDFAFlavour.valueOf(NAMES[name][0]);
  var loader = java.lang.Thread.currentThread().getContextClassLoader();
  var stream = loader.getResourceAsStream("org/verapdf/pdfa/validation/" + NAMES[name][1] + ".xml");
  var root = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream)
    .getDocumentElement();
  var rules = new java.util.HashSet(), variables = new java.util.HashSet();
  var found = root.getElementsByTagName("rule");
  for (var i = 0; i < found.getLength(); ++i) {
    var rule = found.item(i), id = child(rule, "id");
    rules.add(make.ruleFromValues(
      make.ruleIdFromValues(pdfa.flavours.PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                            id.getAttribute("clause"), Number(id.getAttribute("testNumber"))),
      rule.getAttribute("object"), rule.hasAttribute("deferred") ? java.lang.Boolean.valueOf(rule.getAttribute("deferred")) : null,
      rule.getAttribute("tags"), text_of(rule, "description"), text_of(rule, "test"),
      make.errorFromValues(text_of(rule, "message"), java.util.Collections.emptyList()),
      java.util.Collections.emptyList()));
  }
  var given = root.getElementsByTagName("variable");
  for (var j = 0; j < given.getLength(); ++j) {
    var one = given.item(j);
    variables.add(make.variableFromValues(one.getAttribute("name"), one.getAttribute("object"),
                                          text_of(one, "defaultValue"), text_of(one, "value")));
  }
  var details = make.profileDetailsFromValues(name, name, "", new java.util.Date(0));
  return profiles[name] = make.profileFromValues(flavour, details, "", rules, variables);
}

function flavours(wanted, file) {
  if (wanted !== "claims") return [wanted];
  var bytes = java.nio.file.Files.readAllBytes(java.nio.file.Paths.get(file));
  var text = String(new java.lang.String(bytes, "ISO-8859-1"));
  var level = /<pdfaid:conformance>([AU])</.exec(text);
  return (level ? ["2" + level[1].toLowerCase()] : []).concat(/<pdfuaid:part>1</.test(text) ? ["ua1"] : []);
}

function check(file, name) {
  var flavour = pdfa.flavours.PDFAFlavour.valueOf(NAMES[name][0]);
  var foundry = pdfa.Foundries.defaultInstance();
  var parser = foundry.createParser(new java.io.File(file), flavour);
  try {
    var result = foundry.createValidator(profile(name), false).validate(parser);
    var first = {}, problems = [];
    for (var assertion of result.getTestAssertions().toArray()) {
      var rule = assertion.getRuleId();
      var key = name + " " + rule.getClause() + "-" + rule.getTestNumber();
      if (String(assertion.getStatus()) === "FAILED" && !(key in first)) first[key] = assertion;
    }
    for (var entry of result.getFailedChecks().entrySet().toArray()) {
      var id = name + " " + entry.getKey().getClause() + "-" + entry.getKey().getTestNumber();
      var where = first[id] ? first[id].getMessage() + " at " + first[id].getLocation().getContext() : "";
      problems.push(id + " (" + entry.getValue() + "): " + where);
    }
    if (!result.isCompliant() && problems.length === 0) problems.push(name + ": not compliant");
    if (result.getTotalAssertions() < 100) problems.push(name + ": the judge looked at next to nothing");
    return problems;
  } finally {
    parser.close();
  }
}

for (var i = 1; i < arguments.length; ++i) {
  var file = String(arguments[i]), names = [], problems = [];
  try {
    names = flavours(String(arguments[0]), file);
    for (var name of names) problems = problems.concat(check(file, name));
  } catch (error) {
    problems.push("the judge gave up: " + error);
  }
  print(JSON.stringify({ file: file, flavours: names, problems: problems }));
}
