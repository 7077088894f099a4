import type { Settings } from "./api";

/** A part of the settings by its name; those of one product stand in a map of their own. */
export type FieldName = Exclude<keyof Settings, "settings" | "version" | "hasCredential"> | `settings.${string}`;

export type Control =
  | { as: "text"; must?: boolean; usual?: string }
  | { as: "number"; least: number; most: number; usual?: string }
  | { as: "check" }
  | { as: "secret" }
  /** The first is what counts when nothing is chosen, unless one must be. */
  | { as: "choice"; group: string; options: readonly string[]; must?: boolean }
  | { as: "facility" }
  | { as: "dialect" };

export interface Field {
  name: FieldName;
  control: Control;
  /** Its words, where the name alone does not say what it means here. */
  label?: string;
}

export interface Group {
  name: "identity" | "door" | "transport" | "text" | "answer" | "limits" | "orders" | "archive" | "files" | "changes" | "kafka" | "egress" | "pull";
  fields: Field[];
  /** Left out where it has no meaning and nothing is set. */
  shown?: (settings: Settings) => boolean;
}

const text = (name: FieldName, usual?: string): Field => ({ name, control: { as: "text", usual } });
const must = (name: FieldName): Field => ({ name, control: { as: "text", must: true } });
const number = (name: FieldName, least: number, most: number, usual?: string): Field => ({ name, control: { as: "number", least, most, usual } });
const choice = (name: FieldName, group: string, options: readonly string[], required = false): Field => ({ name, control: { as: "choice", group, options, must: required } });

const CHARSETS = ["UTF-8", "windows-1258", "TCVN3", "VNI", "VISCII", "TCVN5712", "windows-1252", "ISO-8859-1"] as const;
const asked = (s: Settings) => s.door === "pacs";
const byKey = (s: Settings) => s.door === "his-rest";
const read = (s: Settings) => s.door === "pull";
const listens = (s: Settings) => !asked(s) && !byKey(s) && !read(s);

/** Everything that can be set, in the order in which a person thinks of it. */
export const GROUPS: Group[] = [
  {
    name: "identity",
    fields: [
      must("name"),
      choice("kind", "senderKind", ["HIS", "LIS", "RIS", "PACS", "OTHER"], true),
      { name: "facility", control: { as: "facility" } },
      must("patientDomain"),
      must("allowedTypes"),
      { name: "enabled", control: { as: "check" } },
    ],
  },
  {
    name: "door",
    fields: [
      choice("door", "doorName", ["his", "lis", "his-rest", "pull", "pacs", "record"], true),
      text("sendingApplication"),
      text("sendingFacility", "*"),
      text("addresses"),
    ],
  },
  {
    name: "transport",
    shown: (s) => !asked(s) && !byKey(s),
    fields: [text("certificate"), { name: "plainText", control: { as: "check" } }],
  },
  {
    name: "text",
    fields: [
      { name: "dialect", control: { as: "dialect" } },
      choice("fallbackCharset", "charset", ["", ...CHARSETS]),
      text("zone", "Asia/Ho_Chi_Minh"),
      text("settings.outpatient-treatment"),
      text("settings.day-treatment"),
    ],
  },
  {
    name: "answer",
    shown: listens,
    fields: [choice("parkedAnswer", "parkedAnswer", ["AA", "AE"]), choice("settings.acknowledgement-mode", "ackMode", ["original", "enhanced"])],
  },
  { name: "limits", fields: [number("silentAfter", 1, 1440), number("inFlight", 1, 1000, "256")] },
  {
    name: "orders",
    shown: listens,
    fields: [
      text("address"),
      choice("settings.order-message", "orderMessage", ["OML^O21", "ORM^O01"]),
      text("settings.order-version"),
      choice("settings.order-charset", "charset", ["UNICODE UTF-8", "windows-1258", "TCVN3", "VNI", "VISCII"]),
      text("settings.order-sender", "EMR"),
      text("settings.order-facility"),
      number("settings.order-timeout", 1, 600, "30"),
      number("settings.order-tries", 1, 1000, "10"),
    ],
  },
  {
    name: "archive",
    shown: asked,
    fields: [
      { ...text("address"), label: "archiveAddress" },
      text("settings.username"),
      { name: "settings.password", control: { as: "secret" } },
      { name: "settings.bearer", control: { as: "secret" } },
      number("settings.periodSeconds", 1, 86400, "30"),
      number("settings.windowDays", 1, 3660, "30"),
      number("settings.pageSize", 1, 1000, "100"),
      number("settings.timeoutSeconds", 1, 600, "20"),
    ],
  },
  {
    name: "files",
    shown: listens,
    fields: [text("dropFolder"), text("sftpAddress"), text("sftpHostKey"), text("settings.handoff-file")],
  },
  {
    name: "changes",
    fields: [
      text("settings.webhook-address"),
      { name: "settings.webhook-secret", control: { as: "secret" } },
      text("settings.webhook-kinds"),
      number("settings.webhook-tries", 1, 999, "10"),
    ],
  },
  {
    name: "egress",
    fields: [
      choice("settings.egress-purpose", "egressFor", ["", "TREATMENT", "REPORTING", "OPERATION", "OTHER_FACILITY", "PATIENT_APP", "INSURER", "RESEARCH", "TEACHING"]),
      choice("settings.egress-ground", "ground", ["", "care", "legal-duty", "processor", "consent"]),
      text("settings.egress-basis"),
      text("settings.egress-data"),
      text("settings.egress-receiver"),
      text("settings.egress-country", "VN"),
      text("settings.egress-term"),
    ],
  },
  {
    name: "kafka",
    shown: (s) => !asked(s) && !read(s),
    fields: [
      text("settings.kafka-servers"),
      text("settings.kafka-topic"),
      choice("settings.kafka-format", "kafkaFormat", ["notice-1.0", "hl7v2"]),
      text("settings.kafka-group"),
      text("settings.kafka-out-topic"),
      choice("settings.kafka-security", "kafkaSecurity", ["PLAINTEXT", "SSL", "SASL_SSL", "SASL_PLAINTEXT"]),
      choice("settings.kafka-mechanism", "kafkaMechanism", ["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]),
      text("settings.kafka-user"),
      { name: "settings.password", control: { as: "secret" }, label: "kafkaPassword" },
      text("settings.kafka-ca"),
    ],
  },
  {
    name: "pull",
    shown: read,
    fields: [
      text("settings.pull-database"),
      text("settings.pull-address"),
      text("settings.pull-mappings"),
      text("settings.pull-user"),
      { name: "settings.password", control: { as: "secret" }, label: "pullPassword" },
      { name: "settings.bearer", control: { as: "secret" } },
      number("settings.pull-every", 5, 86400, "60"),
      number("settings.pull-again", 1, 1440, "15"),
      text("settings.pull-from"),
    ],
  },
];

/** What the server says in the place of a secret, and takes as "keep it". */
export const HIDDEN = "********";

const PRODUCT = "settings.";

export function valueOf(settings: Settings, name: FieldName): string | number | boolean | undefined {
  if (name.startsWith(PRODUCT)) return settings.settings?.[name.slice(PRODUCT.length)];
  return settings[name as keyof Settings] as string | number | boolean | undefined;
}

/** The settings with one part changed; an empty text is as if it had never been set. */
export function withValue(settings: Settings, name: FieldName, value: string | number | boolean | undefined): Settings {
  const meant = value === "" ? undefined : value;
  if (!name.startsWith(PRODUCT)) return { ...settings, [name]: meant };
  const product = { ...settings.settings };
  if (meant === undefined) delete product[name.slice(PRODUCT.length)];
  else product[name.slice(PRODUCT.length)] = String(meant);
  return { ...settings, settings: product };
}

/** What belongs to several groups does not tell which of them is meant. */
export const SHARED = new Set<FieldName>(["address", "settings.password", "settings.bearer"]);

const KNOWN = new Set(GROUPS.flatMap((group) => group.fields.map((field) => field.name as string)));

/** Settings of a product that no field shows; they are kept as they are. */
export function furtherSettings(settings: Settings): [string, string][] {
  return Object.entries(settings.settings ?? {}).filter(([name]) => !KNOWN.has(PRODUCT + name));
}

/** Every part in which the two differ. */
export function differences(before: Settings, after: Settings): FieldName[] {
  const own = Object.keys({ ...before, ...after }).filter((name) => !["settings", "version", "hasCredential"].includes(name));
  const product = Object.keys({ ...before.settings, ...after.settings }).map((name) => PRODUCT + name);
  return ([...own, ...product] as FieldName[]).filter((name) => (valueOf(before, name) ?? "") !== (valueOf(after, name) ?? ""));
}

/** What somebody else saved meanwhile, with what was typed here on top of it. */
export function onTopOf(newest: Settings, before: Settings, typed: Settings): Settings {
  return differences(before, typed).reduce((all, name) => withValue(all, name, valueOf(typed, name)), newest);
}

/** The part that a JSON pointer of the server names. */
export function fieldAt(pointer: string): FieldName {
  return pointer.replace(/^\//, "").replace(/^settings\//, PRODUCT) as FieldName;
}

/** A new sender as it is usually set. */
export const FRESH: Settings = { enabled: true, plainText: false };
