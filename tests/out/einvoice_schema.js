// Holds UBL files against the schema of EN 16931's syntax that the package @e-invoice-eu/core ships, made by others:
// which elements and attributes there are, in which order and how often, the shape of each value, and the code lists.
//   node einvoice_schema.js FOLDER      (called by scripts/einvoices, which fetches the packages)
'use strict';
const fs = require('fs');
const path = require('path');
const { invoiceSchema } = require('@e-invoice-eu/core');
const { XMLParser, XMLValidator } = require('fast-xml-parser');

const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '@',
  parseTagValue: false, parseAttributeValue: false, trimValues: false,
});

// The schema is an invoice's. A credit note's parts are the same under other names but for two: its tax point stands
// before its type, and when it is due stands with the means of payment (UBL-CreditNote-2.1.xsd; EN 16931, BT-9).
const invoiceName = {
  'cac:CreditNoteLine': 'cac:InvoiceLine',
  'cbc:CreditNoteTypeCode': 'cbc:InvoiceTypeCode',
  'cbc:CreditedQuantity': 'cbc:InvoicedQuantity',
};

function creditNoteSchema() {
  const { 'cbc:TaxPointDate': taxPoint, 'cbc:DueDate': due, ...others } = invoice.properties;
  const properties = {};
  for (const [name, schema] of Object.entries(others)) {
    if (name === 'cbc:InvoiceTypeCode') properties['cbc:TaxPointDate'] = taxPoint;
    properties[name] = schema;
  }
  const means = resolved(properties['cac:PaymentMeans'].items);
  const { 'cbc:PaymentMeansCode': code, 'cbc:PaymentMeansCode@name': named, ...rest } = means.properties;
  const parts = { 'cbc:PaymentMeansCode': code, 'cbc:PaymentMeansCode@name': named, 'cbc:PaymentDueDate': due, ...rest };
  properties['cac:PaymentMeans'] = { ...properties['cac:PaymentMeans'], items: { ...means, properties: parts } };
  return { ...invoice, properties };
}

const invoice = invoiceSchema.properties['ubl:Invoice'];
const findings = new Map();  // what was found -> the files
let file = '';
let values = 0;

function found(where, what) {
  const key = `${where}: ${what}`;
  findings.set(key, [...(findings.get(key) || []), file]);
}

function resolved(schema) {
  if (!schema.$ref) return schema;
  const target = schema.$ref.slice(2).split('/').reduce((at, step) => at[step], invoiceSchema);
  return { ...target, ...schema, $ref: undefined };
}

function checkValue(where, schema, text) {
  schema = resolved(schema);
  values += 1;
  if (text.trim() === '') found(where, 'is empty');
  if (schema.const !== undefined && schema.const !== text) found(where, `is "${text}", not "${schema.const}"`);
  if (schema.enum && !schema.enum.includes(text)) found(where, `"${text}" is not in the code list`);
  if (schema.pattern && !new RegExp(schema.pattern).test(text)) found(where, `"${text}" has another shape`);
}

function checkAttributes(where, name, schema, attributes) {
  for (const [attribute, text] of Object.entries(attributes)) {
    const known = schema.properties[name + attribute];
    if (known) checkValue(`${where}/${name}${attribute}`, known, text);
    else found(`${where}/${name}`, `has an attribute "${attribute}" that is not known`);
  }
  for (const needed of schema.required || [])
    if (needed.startsWith(name + '@') && !(needed.slice(name.length) in attributes)) found(where, `lacks ${needed}`);
}

function checkElement(where, schema, children) {
  schema = resolved(schema);
  if (schema.type !== 'object') return checkValue(where, schema, children.map((child) => child['#text'] || '').join(''));
  const order = Object.keys(schema.properties).filter((name) => !name.includes('@'));
  const times = {};
  let last = -1;
  for (const child of children) {
    if ('#text' in child) {
      if (child['#text'].trim() !== '') found(where, 'has text between its elements');
      continue;
    }
    const written = Object.keys(child).find((key) => key !== ':@');
    const name = invoiceName[written] || written;
    const place = order.indexOf(name);
    if (place < 0) {
      found(where, `has an element ${name} that is not known`);
      continue;
    }
    if (place < last) found(where, `${name} stands after ${order[last]}`);
    last = Math.max(last, place);
    times[name] = (times[name] || 0) + 1;
    const known = resolved(schema.properties[name]);
    if (known.type !== 'array' && times[name] > 1) found(where, `${name} stands more than once`);
    checkAttributes(where, name, schema, child[':@'] || {});
    checkElement(`${where}/${name}`, known.type === 'array' ? known.items : known, child[written]);
  }
  for (const needed of schema.required || [])
    if (!needed.includes('@') && !times[needed]) found(where, `lacks ${needed}`);
}

const folder = process.argv[2];
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.xml')).sort();
for (file of files) {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  const sound = XMLValidator.validate(text);
  if (sound !== true) {
    found(`${file}:${sound.err.line}`, `is no whole XML: ${sound.err.msg} Write or send it again`);
    continue;
  }
  const document = parser.parse(text);
  const root = document.find((part) => !('?xml' in part) && !('#text' in part));
  const name = root && Object.keys(root).find((key) => key !== ':@');
  if (name && /(^|:)(Invoice|CreditNote)$/.test(name))
    checkElement(name, name.endsWith('CreditNote') ? creditNoteSchema() : invoice, root[name]);
  else found(folder, 'is neither Invoice nor CreditNote');
}
for (const [what, where] of findings) console.log(`${what}  (${where.length} files, first ${where[0]})`);
console.log(`${files.length} documents, ${values} values, ${findings.size} findings`);
process.exitCode = files.length > 0 && findings.size === 0 ? 0 : 1;
