import { fireEvent, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { openHospital, uuid, visit } from "../../testing/hospital";
import type { Settings } from "../api";
import type { Scope } from "../keys";
import { BY_KEY, examples, GUIDES, guides, type GuideName } from "./guide";
import { words } from "./words";

const WHERE = { server: "https://emr.test", host: "emr.test", doors: [{ name: "his", protocol: "MLLP, TLS", address: "0.0.0.0:12575", state: "UP" }], scopes: ["notices:send", "changes:read"] as const };
const names = (settings: Settings, scopes: readonly Scope[] = []) => guides("s", settings, { ...WHERE, scopes }).map((guide) => guide.name);
const facts = (settings: Settings, name: GuideName) =>
  Object.fromEntries(guides("s", settings, WHERE).find((guide) => guide.name === name)!.facts.map((fact) => [fact.name, fact.value]));

describe("the guide to connect a system", () => {
  it("tells the ways it is set up for and no other", () => {
    expect(names({ door: "his", allowedTypes: "ADT^*" })).toEqual(["mllp", "parked"]);
    expect(names({ door: "his-rest", allowedTypes: "*" })).toEqual(["notices", "claims", "imports", "parked"]);
    expect(names({ door: "his-rest", allowedTypes: "patient, visit" })).toEqual(["notices", "imports", "parked"]);
    expect(names({ door: "his", dropFolder: "his" })).toEqual(["mllp", "files", "parked"]);
    expect(names({ door: "his", dropFolder: "his", sftpAddress: "sftp://a@b/c" })).toEqual(["mllp", "sftp", "parked"]);
    expect(names({ door: "pacs", address: "http://pacs" })).toEqual(["dicomweb"]);
    expect(names({ settings: { "kafka-servers": "k:9092", "kafka-topic": "a", "kafka-out-topic": "b", "webhook-address": "https://x" } }, ["changes:read"])).toEqual([
      "kafka",
      "kafkaOut",
      "webhook",
      "changes",
      "parked",
    ]);
    expect(names({ door: "his", dropFolder: "his", settings: { "handoff-file": "order.json" } })).toEqual(["mllp", "files", "handoff", "parked"]);
    expect(names({ door: "pull", settings: { "pull-database": "jdbc:postgresql://h/d" } })).toEqual(["pullDatabase", "parked"]);
    expect(names({ door: "pull", settings: { "pull-address": "https://his" } })).toEqual(["pullHttp", "parked"]);
    expect(names({ door: "lis", address: "mllp://lis:6661" })).toEqual(["mllp", "orders", "parked"]);
    expect(names({})).toEqual([]);
  });

  it("says which right a key needs, and when no key has it", () => {
    expect(facts({ door: "his-rest", allowedTypes: "*" }, "notices")).toMatchObject({ "scope": "notices:send" });
    expect(facts({ door: "his-rest", allowedTypes: "*" }, "notices")).not.toHaveProperty("keys");
    expect(facts({ door: "his-rest", allowedTypes: "*" }, "claims")).toMatchObject({ "scope": "claims:send", "keys": { key: "noKey" } });
    expect(guides("s", { door: "his-rest" }, { ...WHERE, scopes: [] }).map((guide) => guide.name)).not.toContain("changes");
  });

  it("says what is really set: port and TLS of the door, group, types", () => {
    expect(facts({ door: "his", allowedTypes: "ADT^*", sendingApplication: "HIS" }, "mllp")).toMatchObject({
      "host": "emr.test",
      "port": "12575",
      "tls": { key: "with" },
      "msh3": "HIS",
      "msh4": "*",
    });
    expect(facts({ settings: { "kafka-servers": "k:9092", "kafka-topic": "a" } }, "kafka")).toMatchObject({ "group": "emr-s", "format": "notice-1.0" });
    const here = { ...WHERE, doors: [{ name: "lis", protocol: "MLLP", address: "127.0.0.1:2576", state: "UP" }] };
    expect(guides("s", { door: "lis" }, here)[0]!.facts).toContainEqual({ name: "reach", value: { key: "onlyHere" } });
  });

  it("has words for every step and fault, and examples filled with what is known, none of them with a key", () => {
    const full: Settings = {
      door: "his", dropFolder: "his", sftpAddress: "sftp://u@h:22/f", address: "https://pacs",
      settings: { "handoff-file": "order.json", "kafka-servers": "k:9092", "kafka-topic": "a", "pull-address": "https://his" },
    };
    const { holes } = guides("s", full, WHERE)[0]!;
    for (const [name, shape] of Object.entries(GUIDES)) {
      const own = Object.keys(words.vi).filter((key) => key.startsWith(`${name}.`));
      expect(own.length, name).toBe(2 + shape.steps + shape.faults);
      for (const { language, text } of examples(name as GuideName, holes)) {
        // What is left in braces is a mapping's own, or the language's.
        expect(text.replace(/\{(since|id|timestamp|body)\}/g, ""), `${name}.${language}`).not.toMatch(/\{[a-z]+\}/);
        expect(text.includes("emrs_…"), `${name}.${language}`).toBe(BY_KEY.includes(name as GuideName));
      }
    }
  });

  it("is shown when asked for, with an example that can be copied, and nothing to complain about", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => (path === `/sources/${uuid(9101)}` ? { ...(body as object), door: "his-rest", allowedTypes: "*" } : body);
    const copied: string[] = [];
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text: string) => void copied.push(text) } });
    const { container } = visit(`/sources/${uuid(9101)}`);
    const card = await screen.findByRole("region", { name: "Hướng dẫn kết nối" });
    expect(within(card).queryByRole("heading", { name: "Các bước" })).toBeNull();
    fireEvent.click(within(card).getByRole("button", { name: "Xem hướng dẫn" }));
    const way = (await within(card).findByText("Bản tin JSON qua HTTP")).closest("details")!;
    expect(way.open).toBe(true);
    expect(within(way).getByRole("button", { name: "curl" }).getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(within(way).getByRole("button", { name: "C#" }));
    fireEvent.click(within(way).getByRole("button", { name: "Chép ví dụ" }));
    await within(way).findByText(/Đã chép/);
    expect(copied[0]).toContain('new Uri("https://emr.test")');
    for (const details of container.querySelectorAll("details")) details.open = true;
    const found = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((v) => v.id)).toEqual([]);
  });
});
