import type { Health } from "../../api";
import type { Key } from "../../lang";
import type { Settings } from "../api";
import type { Scope } from "../keys";

/** Ways a system is connected. Each has its words under `guide.NAME.…`: title, steps and faults by number, and what success looks like. */
export const GUIDES = {
  mllp: { steps: 5, faults: 4 },
  notices: { steps: 5, faults: 4, examples: true },
  claims: { steps: 4, faults: 3, examples: true },
  imports: { steps: 4, faults: 3, examples: true },
  files: { steps: 4, faults: 3 },
  sftp: { steps: 4, faults: 3 },
  kafka: { steps: 4, faults: 4 },
  kafkaOut: { steps: 3, faults: 2 },
  webhook: { steps: 4, faults: 3, examples: true },
  changes: { steps: 4, faults: 2, examples: true },
  dicomweb: { steps: 3, faults: 3 },
} as const;
export type GuideName = keyof typeof GUIDES;

/** Languages of the examples, by the ending of their file. */
export const LANGUAGES = { sh: "curl", java: "Java", cs: "C#" } as const;
export type ExampleLanguage = keyof typeof LANGUAGES;

const FILES = import.meta.glob<string>("./examples/*", { query: "?raw", import: "default", eager: true });

/** The examples of a way, made for this server. The key of the sender is never known here. */
export function examples(name: GuideName, server: string): { language: ExampleLanguage; text: string }[] {
  return (Object.keys(LANGUAGES) as ExampleLanguage[]).flatMap((language) => {
    const text = FILES[`./examples/${name}.${language}`];
    return text ? [{ language, text: text.replaceAll("{server}", server).trimEnd() }] : [];
  });
}

export interface Fact {
  name: Key;
  /** A text as it is, or a word of the dictionary. */
  value: string | { key: Key };
}

export interface Guide {
  name: GuideName;
  facts: Fact[];
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
const fact = (name: Key, value: Fact["value"] | undefined): Fact[] => (value ? [{ name, value }] : []);

function mllp(settings: Settings, { host, doors }: Where): Fact[] {
  const door = doors?.find((one) => one.name === settings.door && one.protocol?.startsWith("MLLP"));
  const [, listens = "", port = settings.door === "lis" ? "2576" : "2575"] = /^(.*):(\d+)$/.exec(door?.address ?? "") ?? [];
  const here = ["127.0.0.1", "localhost", "::1", "[::1]"].includes(listens);
  return [
    ...fact("guide.host", here || !listens || listens === "0.0.0.0" ? host : listens),
    ...fact("guide.port", port),
    ...(here ? fact("guide.reach", { key: "guide.onlyHere" }) : []),
    ...(door ? fact("guide.tls", { key: door.protocol === "MLLP" ? "guide.without" : "guide.with" }) : []),
    ...fact("guide.msh3", settings.sendingApplication),
    ...fact("guide.msh4", settings.sendingFacility ?? "*"),
    ...fact("guide.types", settings.allowedTypes),
    ...fact("guide.domain", settings.patientDomain),
  ];
}

function kafka(id: string, all: Record<string, string>): Fact[] {
  return [
    ...fact("guide.servers", all["kafka-servers"]),
    ...fact("guide.topicIn", all["kafka-topic"]),
    ...fact("guide.group", all["kafka-group"] ?? `emr-${id}`),
    ...fact("guide.format", all["kafka-format"] ?? "notice-1.0"),
    ...fact("guide.security", all["kafka-security"] ?? "PLAINTEXT"),
  ];
}

/** Every way this sender is set up for, with what it needs to know, out of its settings as they are saved. */
export function guides(id: string, settings: Settings, where: Where): Guide[] {
  const all = settings.settings ?? {};
  const byKey = settings.door === "his-rest";
  const at = (path: string) => fact("guide.address", where.server + path);
  const types = fact("guide.types", settings.allowedTypes);
  const by = (scope: Scope) => [...fact("guide.scope", scope), ...(where.scopes.includes(scope) ? [] : fact("guide.keys", { key: "guide.noKey" }))];
  const candidates: [boolean, GuideName, () => Fact[]][] = [
    [settings.door === "his" || settings.door === "lis", "mllp", () => mllp(settings, where)],
    [byKey, "notices", () => [...at("/api/v1/his/notices"), ...by("notices:send"), ...types, ...fact("guide.schema", `${where.server}/api/v1/his/notice-1.0.schema.json`)]],
    [byKey && allows(settings, "claim"), "claims", () => [...at("/api/v1/his/claims"), ...by("claims:send"), ...types]],
    [byKey, "imports", () => [...at("/api/v1/his/imports"), ...by("imports:send"), ...types]],
    [Boolean(settings.dropFolder) && !settings.sftpAddress, "files", () => [...fact("guide.folder", `EMR_DROP_DIR/${settings.dropFolder}`), ...types]],
    [Boolean(settings.sftpAddress), "sftp", () => [...fact("guide.sftp", settings.sftpAddress), ...fact("guide.hostKey", settings.sftpHostKey), ...types]],
    [Boolean(all["kafka-servers"] && all["kafka-topic"]), "kafka", () => [...kafka(id, all), ...types]],
    [Boolean(all["kafka-servers"] && all["kafka-out-topic"]), "kafkaOut", () => [...fact("guide.servers", all["kafka-servers"]), ...fact("guide.topicOut", all["kafka-out-topic"])]],
    [
      Boolean(all["webhook-address"]),
      "webhook",
      () => [
        ...fact("guide.toldAt", all["webhook-address"]),
        ...fact("guide.kinds", all["webhook-kinds"] ?? { key: "guide.allKinds" }),
        ...fact("guide.tries", all["webhook-tries"] ?? "10"),
      ],
    ],
    [where.scopes.includes("changes:read"), "changes", () => [...at("/api/v1/changes"), ...by("changes:read")]],
    [settings.door === "pacs" && Boolean(settings.address), "dicomweb", () => [...fact("guide.archive", settings.address), ...fact("guide.period", all.periodSeconds ?? "30")]],
  ];
  return candidates.filter(([fits]) => fits).map(([, name, facts]) => ({ name, facts: facts() }));
}
