// Shows the API's document. Everything is put in as text: nothing of the document is ever read as markup.

const methods = ["get", "post", "put", "patch", "delete"];

/** An element with children; a text becomes a text node. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Text in which `words between backticks` become code. */
function prose(text) {
  return text.split("`").map((part, i) => (i % 2 === 1 ? make("code", {}, part) : part));
}

function table(heads, rows) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, ...[cell].flat()))));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
}

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  const type = [schema.type ?? "any"].flat().join(" or ");
  return schema.items ? `${type} of ${typeOf(schema.items)}` : type;
}

/** A schema by its name, folded; the schemas in it are folded in turn and made when they are opened. */
function shape(schema, all) {
  const name = schema.$ref?.split("/").at(-1);
  const details = make("details", {}, make("summary", {}, name ?? typeOf(schema)));
  details.addEventListener("toggle", () => {
    if (!details.open || details.dataset.made) return;
    details.dataset.made = "yes";
    const target = name ? all[name] : schema;
    details.append(make("pre", {}, JSON.stringify(target, null, 2)));
    const used = new Set(JSON.stringify(target).match(/(?<="#\/components\/schemas\/)\w+/g));
    for (const other of used) if (other !== name) details.append(shape({ $ref: `#/components/schemas/${other}` }, all));
  });
  return details;
}

function parametersOf(operation) {
  const rows = (operation.parameters ?? []).map((p) => [
    make("code", {}, p.name),
    p.required ? `${p.in}, required` : p.in,
    [typeOf(p.schema), p.schema.enum ? `: ${p.schema.enum.join(", ")}` : ""],
    prose(p.description),
  ]);
  return rows.length > 0 ? [make("h3", {}, "Parameters"), table(["name", "in", "type", "meaning"], rows)] : [];
}

function bodyOf(operation, all) {
  if (!operation.requestBody) return [];
  const [type, content] = Object.entries(operation.requestBody.content)[0];
  return [
    make("h3", {}, "Body"),
    make("p", { class: "quiet" }, type),
    shape(content.schema, all),
    make("pre", {}, JSON.stringify(content.example, null, 2)),
  ];
}

function answersOf(operation, all) {
  const rows = Object.entries(operation.responses).map(([status, answer]) => {
    const schema = answer.content?.["application/json"]?.schema;
    const headers = Object.keys(answer.headers ?? {});
    return [status, [...prose(answer.description), headers.length > 0 ? ` (${headers.join(", ")})` : ""], schema ? shape(schema, all) : ""];
  });
  return [make("h3", {}, "Answers"), table(["status", "what", "body"], rows)];
}

function show(path, method, operation, all) {
  const title = make(
    "summary",
    {},
    make("span", { class: "method" }, method.toUpperCase()),
    make("code", {}, path),
    make("span", { class: "quiet" }, ` ${operation.summary}`),
  );
  const content = make(
    "div",
    {},
    make("p", {}, ...prose(operation.description)),
    ...parametersOf(operation),
    ...bodyOf(operation, all),
    ...answersOf(operation, all),
  );
  const element = make("details", { class: "operation", id: operation.operationId }, title, content);
  const words = [path, method, operation.summary, operation.operationId, operation["x-permission"] ?? ""].join(" ").toLowerCase();
  return { element, words, tag: operation.tags[0] };
}

function filter(operations, boxes) {
  const text = document.getElementById("text").value.trim().toLowerCase();
  const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let shown = 0;
  for (const { element, words, tag } of operations) {
    element.hidden = !words.includes(text) || (chosen.size > 0 && !chosen.has(tag));
    if (!element.hidden) shown++;
  }
  for (const section of document.querySelectorAll("main > section"))
    section.hidden = [...section.querySelectorAll(".operation")].every((operation) => operation.hidden);
  document.getElementById("count").textContent = `${shown} of ${operations.length} operations`;
}

function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
}

async function start() {
  const answer = await fetch("/api/v2/openapi.json");
  if (!answer.ok) throw new Error(`The document could not be read: ${answer.status}.`);
  const api = await answer.json();
  const all = api.components.schemas;
  document.getElementById("about").append(...prose(api.info.description));
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => show(path, method, item[method], all)),
  );
  const boxes = api.tags.map(({ name }) => make("input", { type: "checkbox", value: name }));
  document.getElementById("tags").append(...boxes.map((box) => make("label", {}, box, ` ${box.value}`)));
  for (const { name } of api.tags) {
    const own = operations.filter(({ tag }) => tag === name).map(({ element }) => element);
    document.getElementById("operations").append(make("section", {}, make("h2", {}, name), ...own));
  }
  const form = document.querySelector("form");
  form.addEventListener("input", () => filter(operations, boxes));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", openNamed);
  filter(operations, boxes);
  openNamed();
}

start().catch((error) => {
  document.getElementById("operations").append(make("p", { role: "alert" }, error.message));
});
