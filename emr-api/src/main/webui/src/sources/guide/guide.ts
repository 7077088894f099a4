import type { Health } from "../../api";
import type { Settings } from "../api";
import type { Scope } from "../keys";
import type { Word } from "./words";

/** Pages on which it shows whether a way works. */
export type Seen = "health" | "messages" | "parked" | "imports" | "deliveries";

interface Shape {
  steps: number;
  faults: number;
  /** Endings of its examples, files of its name. */
  examples: readonly ExampleLanguage[];
  seen: readonly Seen[];
}

/** Languages of the examples, by the ending of their file. */
export const LANGUAGES = { sh: "Shell", java: "Java", cs: "C#", sql: "SQL", json: "JSON", hl7: "HL7" } as const;
export type ExampleLanguage = keyof typeof LANGUAGES;

const CALLS = ["sh", "java", "cs"] as const;

/** Ways a system is connected. Each has its words under `NAME.…`: title, steps and faults by number, and what success looks like. */
export const GUIDES = {
  mllp: { steps: 5, faults: 4, examples: ["java", "hl7"], seen: ["health", "messages"] },
  notices: { steps: 5, faults: 4, examples: CALLS, seen: ["messages"] },
  claims: { steps: 4, faults: 3, examples: CALLS, seen: ["messages"] },
  imports: { steps: 4, faults: 3, examples: CALLS, seen: ["imports"] },
  files: { steps: 5, faults: 5, examples: ["sh", "json"], seen: ["health", "messages"] },
  handoff: { steps: 4, faults: 3, examples: ["sh"], seen: ["health", "messages"] },
  sftp: { steps: 5, faults: 4, examples: ["sh"], seen: ["health", "messages"] },
  pullDatabase: { steps: 6, faults: 6, examples: ["sql", "json", "sh"], seen: ["health", "messages", "parked"] },
  pullHttp: { steps: 5, faults: 5, examples: ["json", "sh"], seen: ["health", "messages", "parked"] },
  kafka: { steps: 4, faults: 4, examples: ["sh"], seen: ["deliveries", "messages"] },
  orders: { steps: 6, faults: 5, examples: ["hl7"], seen: ["health", "messages"] },
  kafkaOut: { steps: 3, faults: 2, examples: ["json"], seen: ["deliveries"] },
  webhook: { steps: 4, faults: 3, examples: ["java", "cs"], seen: ["deliveries"] },
  changes: { steps: 4, faults: 3, examples: CALLS, seen: [] },
  dicomweb: { steps: 3, faults: 3, examples: ["sh"], seen: ["health"] },
  parked: { steps: 5, faults: 3, examples: ["json", "hl7"], seen: ["parked", "messages"] },
} as const satisfies Record<string, Shape>;
export type GuideName = keyof typeof GUIDES;

/** Ways that a key opens: their examples hold the place of one. */
export const BY_KEY: readonly GuideName[] = ["notices", "claims", "imports", "changes"];

const FILES = import.meta.glob<string>("./examples/*", { query: "?raw", import: "default", eager: true });

/**
 * The examples of a way with what is known of this sender in their holes. The key of the sender is never known here.
 *
 * @param holes what stands in the place of `{host}` and the like; an example may be another for another door
 */
export function examples(name: GuideName, holes: Record<string, string>): { language: ExampleLanguage; text: string }[] {
  return GUIDES[name].examples.map((language) => {
    const text = (FILES[`./examples/${name}.${holes.door}.${language}`] ?? FILES[`./examples/${name}.${language}`])!;
    return { language, text: text.replace(/\{([a-z]+)\}/g, (whole, hole: string) => holes[hole] ?? whole).trimEnd() };
  });
}

export interface Fact {
  name: Word;
  /** A text as it is, or a word of the guide. */
  value: string | { key: Word };
}

export interface Guide {
  name: GuideName;
  facts: Fact[];
  holes: Record<string, string>;
}

export interface Where {
  /** `https://emr.hospital.example` */
  server: string;
  host: string;
  /** What the health page says of the ports; none when it may not be seen. */
  doors: Health["doors"];
  /** What the keys of the sender that work now or later let it do. */
  scopes: readonly Scope[];
}

const allows = (settings: Settings, type: string) =>
  (settings.allowedTypes ?? "").split(",").some((one) => {
    const pattern = one.trim();
    return pattern === type || (pattern.endsWith("*") && type.startsWith(pattern.slice(0, -1)));
  });
const fact = (name: Word, value: Fact["value"] | undefined): Fact[] => (value ? [{ name, value }] : []);

/** Where the port of a sender's door is. */
function line({ door: name }: Settings, { host, doors }: Where) {
  const door = doors?.find((one) => one.name === name && one.protocol?.startsWith("MLLP"));
  const [, listens = "", port = name === "lis" ? "2576" : "2575"] = /^(.*):(\d+)$/.exec(door?.address ?? "") ?? [];
  const here = ["127.0.0.1", "localhost", "::1", "[::1]"].includes(listens);
  return { door, port, here, host: here || !listens || listens === "0.0.0.0" ? host : listens };
}

function mllp(settings: Settings, where: Where): Fact[] {
  const { door, port, here, host } = line(settings, where);
  return [
    ...fact("host", host),
    ...fact("port", port),
    ...(here ? fact("reach", { key: "onlyHere" }) : []),
    ...(door ? fact("tls", { key: door.protocol === "MLLP" ? "without" : "with" }) : []),
    ...fact("msh3", settings.sendingApplication),
    ...fact("msh4", settings.sendingFacility ?? "*"),
    ...fact("types", settings.allowedTypes),
    ...fact("domain", settings.patientDomain),
  ];
}

function kafka(id: string, all: Record<string, string>): Fact[] {
  return [
    ...fact("servers", all["kafka-servers"]),
    ...fact("topicIn", all["kafka-topic"]),
    ...fact("group", all["kafka-group"] ?? `emr-${id}`),
    ...fact("format", all["kafka-format"] ?? "notice-1.0"),
    ...fact("security", all["kafka-security"] ?? "PLAINTEXT"),
  ];
}

/** What is the same for views and an HTTP interface that are read. */
function read(settings: Settings, all: Record<string, string>): Fact[] {
  return [
    ...fact("mappings", all["pull-mappings"]),
    ...fact("mappingFolder", "EMR_DATA_DIR/mappings"),
    ...fact("every", all["pull-every"] ?? "60"),
    ...fact("types", settings.allowedTypes),
    ...fact("zone", settings.zone),
  ];
}

function orders(settings: Settings, all: Record<string, string>): Fact[] {
  const message = all["order-message"] ?? "OML^O21";
  return [
    ...fact("ordersTo", settings.address),
    ...fact("orderMessage", `${message}, HL7 ${all["order-version"] ?? (message.startsWith("ORM") ? "2.3.1" : "2.5.1")}`),
    ...fact("ourMsh3", all["order-sender"] ?? "EMR"),
    ...fact("ourMsh4", all["order-facility"] ?? settings.patientDomain),
    ...fact("orderCharset", all["order-charset"] ?? "UNICODE UTF-8"),
    ...fact("orderTimeout", all["order-timeout"] ?? "30"),
    ...fact("orderTries", all["order-tries"] ?? "10"),
  ];
}

/** What the examples of a sender are filled with; `*` of MSH-4 is any, so one is made up. */
function holes(settings: Settings, where: Where): Record<string, string> {
  const all = settings.settings ?? {};
  const { host, port } = line(settings, where);
  const [, sftp = "", sftpFolder = "/"] = /^sftp:\/\/([^/]+)(\/.*)?$/.exec(settings.sftpAddress ?? "") ?? [];
  const facility = settings.sendingFacility && settings.sendingFacility !== "*" ? settings.sendingFacility : "BV";
  const filled: Record<string, string | undefined> = {
    server: where.server,
    door: settings.door === "lis" ? "lis" : "his",
    host,
    port,
    application: settings.sendingApplication ?? "HIS",
    facility,
    folder: settings.dropFolder && `EMR_DROP_DIR/${settings.dropFolder}`,
    file: all["handoff-file"],
    sftp: sftp.replace(/:\d+$/, ""),
    sftphost: sftp.replace(/^.*@/, "").replace(/:\d+$/, ""),
    sftpport: /:(\d+)$/.exec(sftp)?.[1] ?? "22",
    sftpfolder: sftpFolder,
    reader: all["pull-user"] ?? "emr_doc",
    address: all["pull-address"],
    servers: all["kafka-servers"],
    topic: all["kafka-topic"],
    archive: settings.address,
  };
  return Object.fromEntries(Object.entries(filled).filter((one): one is [string, string] => one[1] !== undefined));
}

type Candidate = [fits: boolean, name: GuideName, facts: () => Fact[]];

/** Ways on which it sends, or is read. */
function incoming(id: string, settings: Settings, where: Where): Candidate[] {
  const all = settings.settings ?? {};
  const byKey = settings.door === "his-rest";
  const at = (path: string) => fact("address", where.server + path);
  const types = fact("types", settings.allowedTypes);
  const by = (scope: Scope) => [...fact("scope", scope), ...(where.scopes.includes(scope) ? [] : fact("keys", { key: "noKey" }))];
  const folder = fact("folder", `EMR_DROP_DIR/${settings.dropFolder}`);
  return [
    [settings.door === "his" || settings.door === "lis", "mllp", () => mllp(settings, where)],
    [byKey, "notices", () => [...at("/api/v1/his/notices"), ...by("notices:send"), ...types, ...fact("schema", `${where.server}/api/v1/his/notice-1.0.schema.json`)]],
    [byKey && allows(settings, "claim"), "claims", () => [...at("/api/v1/his/claims"), ...by("claims:send"), ...types]],
    [byKey, "imports", () => [...at("/api/v1/his/imports"), ...by("imports:send"), ...types]],
    [Boolean(settings.dropFolder) && !settings.sftpAddress, "files", () => [...folder, ...types]],
    [Boolean(settings.dropFolder && all["handoff-file"]) && !settings.sftpAddress, "handoff", () => [...folder, ...fact("handoffFile", all["handoff-file"]), ...types]],
    [Boolean(settings.sftpAddress), "sftp", () => [...fact("sftp", settings.sftpAddress), ...fact("hostKey", settings.sftpHostKey), ...types]],
    [Boolean(all["kafka-servers"] && all["kafka-topic"]), "kafka", () => [...kafka(id, all), ...types]],
    [
      settings.door === "pull" && Boolean(all["pull-database"]),
      "pullDatabase",
      () => [...fact("database", all["pull-database"]), ...fact("reader", all["pull-user"]), ...fact("rights", { key: "onlyViews" }), ...read(settings, all)],
    ],
    [settings.door === "pull" && Boolean(all["pull-address"]), "pullHttp", () => [...fact("pullAddress", all["pull-address"]), ...read(settings, all), ...fact("again", all["pull-again"] ?? "15")]],
  ];
}

/** Ways on which it is asked or told. */
function outgoing(settings: Settings, where: Where): Candidate[] {
  const all = settings.settings ?? {};
  return [
    [/^mllps?:/.test(settings.address ?? ""), "orders", () => orders(settings, all)],
    [Boolean(all["kafka-servers"] && all["kafka-out-topic"]), "kafkaOut", () => [...fact("servers", all["kafka-servers"]), ...fact("topicOut", all["kafka-out-topic"])]],
    [
      Boolean(all["webhook-address"]),
      "webhook",
      () => [
        ...fact("toldAt", all["webhook-address"]),
        ...fact("kinds", all["webhook-kinds"] ?? { key: "allKinds" }),
        ...fact("tries", all["webhook-tries"] ?? "10"),
      ],
    ],
    [where.scopes.includes("changes:read"), "changes", () => [...fact("address", `${where.server}/api/v1/changes`), ...fact("scope", "changes:read")]],
    [settings.door === "pacs" && Boolean(settings.address), "dicomweb", () => [...fact("archive", settings.address), ...fact("period", all.periodSeconds ?? "30")]],
  ];
}

/**
 * Every way this sender is set up for, with what it needs to know, out of its settings as they are saved; after them what becomes of
 * a message that waits for a person.
 */
export function guides(id: string, settings: Settings, where: Where): Guide[] {
  const fits = (all: Candidate[]) => all.filter(([does]) => does);
  const comes = fits(incoming(id, settings, where));
  const waits: Candidate[] = comes.length > 0 ? [[true, "parked", () => fact("answered", { key: settings.parkedAnswer === "AE" ? "answeredAe" : "answeredAa" })]] : [];
  const filled = holes(settings, where);
  return [...comes, ...fits(outgoing(settings, where)), ...waits].map(([, name, facts]) => ({ name, facts: facts(), holes: filled }));
}
