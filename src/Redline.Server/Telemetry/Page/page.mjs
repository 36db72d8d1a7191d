// Shows how the desktops fare. Everything is put in as text. The token is held by this module alone and goes with it.

const every = 5000;
const signInCode = "urn:redline:grant-type:sign-in-code";

const at = (id) => document.getElementById(id);

let token = null;
let pageNumber = 1;
let pages = 1;
let timer = 0;
let asking = null;

/** An element with children; a text becomes a text node. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function clock(instant) {
  return make("time", { datetime: instant, title: instant }, new Date(instant).toLocaleTimeString());
}

/** A table, or what to say when there is nothing in it. */
function fill(id, heads, rows, empty) {
  if (rows.length === 0) {
    at(id).replaceChildren(make("p", { class: "quiet" }, empty));
    return;
  }
  const head = make("tr", { role: "row" }, ...heads.map((text) => make("th", { scope: "col", role: "columnheader" }, text)));
  // Roles are said, since rows that are laid out as blocks would not be read as a table.
  const body = rows.map((cells) =>
    make("tr", { role: "row" }, ...cells.map((cell, i) => make("td", { role: "cell", "data-name": heads[i] }, cell))),
  );
  const groups = [make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, ...body)];
  at(id).replaceChildren(make("table", { role: "table", "aria-labelledby": `${id}-title` }, ...groups));
}

function showCounts(counts) {
  const dropped = Object.entries(counts.droppedLastHour);
  const numbers = [
    ["Desktops", counts.online],
    ["People", counts.people],
    ["Resumed", counts.resumedLastHour],
    ["Reset", counts.resetLastHour],
    ["Signed in anew", counts.reauthenticationsLastHour],
    ["Not painted", counts.failedRenderingsLastHour],
    ...dropped.map(([code, count]) => [`Ended: ${code}`, count]),
  ];
  const more = counts.complete ? "" : "+";
  const items = numbers.map(([name, count], i) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, i < 2 ? String(count) : `${count}${more}`)),
  );
  at("counts").replaceChildren(...items);
}

function severity(word) {
  return make("span", word === "CRITICAL" ? { class: "critical" } : {}, word === "CRITICAL" ? "Critical" : "Warning");
}

function show(seen) {
  showCounts(seen.counts);
  fill(
    "undelivered",
    ["Queue", "Severity", "Since", "Not on screen"],
    seen.undelivered.map((a) => [a.queueName, severity(a.severity), clock(a.triggeredAt), `${a.notRendered} of those registered`]),
    "No open alert has been missing from a screen for long.",
  );
  fill(
    "online",
    ["Person", "Device", "Since", "Last heard", "By"],
    seen.online.entities.map((d) => [
      d.person.name,
      `${d.deviceId} (${d.deviceType})`,
      clock(d.since),
      clock(d.lastHeard),
      d.transport === "SOCKET" ? "socket" : "event stream",
    ]),
    "No desktop is connected.",
  );
  fill(
    "drops",
    ["At", "Person", "Device", "Why"],
    seen.drops.map((d) => [clock(d.at), d.person.name, d.deviceId, d.code]),
    "No session has ended since the server started.",
  );
  pages = Math.max(1, Math.ceil(seen.online.total / seen.online.pageSize));
  at("page").textContent = `Page ${seen.online.pageNumber} of ${pages}`;
  at("before").disabled = pageNumber <= 1;
  at("after").disabled = pageNumber >= pages;
  at("online").nextElementSibling.hidden = pages === 1 && pageNumber === 1;
}

function complain(text) {
  at("problem").hidden = text === null;
  if (at("problem").textContent !== (text ?? "")) at("problem").textContent = text ?? "";
}

/** Says how it stands; what is read aloud changes only when that does, not with every answer. */
function tell(state, asOf = "") {
  if (at("state").textContent !== state) at("state").textContent = state;
  at("as-of").textContent = asOf;
}

function signOut(why) {
  token = null;
  clearTimeout(timer);
  asking?.abort();
  asking = null;
  complain(why);
  tell("Signed out.");
  for (const [id, hidden] of [["shown", true], ["out", true], ["sign-in", false]]) at(id).hidden = hidden;
  for (const id of ["counts", "undelivered", "online", "drops"]) at(id).replaceChildren();
  at("secret").focus();
}

async function refusal(answer) {
  const body = await answer.json().catch(() => ({}));
  return body.message ?? body.error_description ?? `The server answered ${answer.status}.`;
}

async function ask() {
  const mine = new AbortController();
  asking?.abort();
  asking = mine;
  const limit = setTimeout(() => mine.abort(), 2 * every);
  try {
    const answer = await fetch(`/api/v2/telemetry/desktops?pageNumber=${pageNumber}`, {
      headers: { authorization: `Bearer ${token}` },
      cache: "no-store",
      signal: mine.signal,
    });
    if (asking !== mine) return;
    if (answer.status === 401 || answer.status === 403) {
      signOut(answer.status === 401 ? "Sign in again: the code or token is not valid, or no longer." : await refusal(answer));
      return;
    }
    if (!answer.ok) throw new Error(await refusal(answer));
    const seen = await answer.json();
    if (asking !== mine) return;
    show(seen);
    complain(null);
    at("shown").hidden = false;
    tell("This updates itself.", `As of ${new Date(seen.at).toLocaleTimeString()}.`);
  } catch (error) {
    if (asking !== mine) return;
    complain(error.name === "AbortError" || error instanceof TypeError ? "The server does not answer." : error.message);
    tell(at("shown").hidden ? "Trying again." : "Shown is what was last heard. Trying again.", at("as-of").textContent);
  } finally {
    clearTimeout(limit);
    if (asking === mine) asking = null;
  }
}

async function refresh() {
  clearTimeout(timer);
  if (token === null || document.hidden) return;
  await ask();
  clearTimeout(timer);
  if (token !== null) timer = setTimeout(refresh, every);
}

function begin(given) {
  token = given;
  pageNumber = 1;
  complain(null);
  at("sign-in").hidden = true;
  at("out").hidden = false;
  tell("Loading.");
  at("content").focus();
  refresh();
}

/** A sign-in code is exchanged for a token; what is no code is taken for a token. */
async function signIn(secret) {
  const body = new URLSearchParams({ grant_type: signInCode, code: secret });
  const answer = await fetch("/oauth/token", { method: "POST", body });
  if (answer.ok) return (await answer.json()).access_token;
  if (answer.status === 429 || answer.status >= 500) throw new Error(await refusal(answer));
  return secret;
}

at("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = at("sign-in").querySelector("button");
  if (button.disabled) return;
  button.disabled = true;
  try {
    const secret = at("secret").value.trim();
    at("secret").value = "";
    begin(await signIn(secret));
  } catch (error) {
    complain(error instanceof TypeError ? "The server does not answer." : error.message);
  } finally {
    button.disabled = false;
  }
});

function turn(by) {
  pageNumber = Math.min(Math.max(1, pageNumber + by), pages);
  refresh();
}

at("before").addEventListener("click", () => turn(-1));
at("after").addEventListener("click", () => turn(1));
at("out").addEventListener("click", () => signOut(null));
document.addEventListener("visibilitychange", refresh);
signOut(null);
