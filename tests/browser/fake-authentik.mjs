// A fake authentik for the tests of the window: it forgets everything, and a test has it in its hand.

import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** Starts one. It ends when its standard input does, so it cannot be left behind. */
export async function startAuthentik() {
  const program = join(dirname(process.env.SOURCE_DESK_BRIDGE ?? ""), "fake-authentik");
  const child = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  const lines = [];
  let isOver = false;
  const over = () => new Error("the fake authentik ended before it answered");
  createInterface({ input: child.stdout })
    .on("line", (line) => {
      const next = waiting.shift();
      if (next) next.resolve(line);
      else lines.push(line);
    })
    .on("close", () => {
      isOver = true;
      for (const { reject } of waiting.splice(0)) reject(over());
    });
  const line = async () => {
    const ready = lines.shift();
    if (ready !== undefined) return ready;
    if (isOver) throw over();
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const { url, tokens } = JSON.parse(await line());
  const { host } = new URL(url);
  const api = async (path, body) => {
    const response = await fetch(new URL(`api/v3/${path}`, url), {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${tokens.admin}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    url,
    host,
    tokens,
    /** Does what a line of JSON says (`FakeAuthentik::command`). */
    async command(command) {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      const answer = JSON.parse(await line());
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.ok;
    },
    /** Makes an OAuth source, as an administrator would in authentik. */
    async source(slug, fields = {}) {
      const flow = async (name) => (await api(`flows/instances/?slug=${name}`)).results[0].pk;
      return api("sources/oauth/", {
        name: slug,
        slug,
        provider_type: "github",
        pkce: "none",
        consumer_key: "client-1",
        consumer_secret: "canary-secret",
        authentication_flow: await flow("default-source-authentication"),
        enrollment_flow: await flow("default-source-enrollment"),
        ...fields,
      });
    },
    /** Makes an identification stage that no flow shows yet. */
    stage: (name) => api("stages/identification/", { name, user_fields: ["username"] }),
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.end();
      await ended;
    },
  };
}

/** A way to a server that a test can close for a while: what is sent meanwhile waits. */
export async function startGate(url) {
  let open = () => {};
  let gate = Promise.resolve();
  const sockets = new Set();
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    near.on("data", async (chunk) => {
      await gate;
      far.write(chunk);
    });
    near.on("end", () => far.end());
    far.pipe(near);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    async stop() {
      open();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
