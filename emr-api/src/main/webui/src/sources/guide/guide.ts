import type { Health } from "../../api";
import type { Settings } from "../api";
import type { Scope } from "../keys";
import type { Word } from "./words";

/** Ways a system is connected. Each has its words under `NAME.…`: title, steps and faults by number, and what success looks like. */
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
  name: Word;
  /** A text as it is, or a word of the dictionary. */
  value: string | { key: Word };
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
const fact = (name: Word, value: Fact["value"] | undefined): Fact[] => (value ? [{ name, value }] : []);

function mllp(settings: Settings, { host, doors }: Where): Fact[] {
  const door = doors?.find((one) => one.name === settings.door && one.protocol?.startsWith("MLLP"));
  const [, listens = "", port = settings.door === "lis" ? "2576" : "2575"] = /^(.*):(\d+)$/.exec(door?.address ?? "") ?? [];
  const here = ["127.0.0.1", "localhost", "::1", "[::1]"].includes(listens);
  return [
    ...fact("host", here || !listens || listens === "0.0.0.0" ? host : listens),
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

/** Every way this sender is set up for, with what it needs to know, out of its settings as they are saved. */
export function guides(id: string, settings: Settings, where: Where): Guide[] {
  const all = settings.settings ?? {};
  const byKey = settings.door === "his-rest";
  const at = (path: string) => fact("address", where.server + path);
  const types = fact("types", settings.allowedTypes);
  const by = (scope: Scope) => [...fact("scope", scope), ...(where.scopes.includes(scope) ? [] : fact("keys", { key: "noKey" }))];
  const candidates: [boolean, GuideName, () => Fact[]][] = [
    [settings.door === "his" || settings.door === "lis", "mllp", () => mllp(settings, where)],
    [byKey, "notices", () => [...at("/api/v1/his/notices"), ...by("notices:send"), ...types, ...fact("schema", `${where.server}/api/v1/his/notice-1.0.schema.json`)]],
    [byKey && allows(settings, "claim"), "claims", () => [...at("/api/v1/his/claims"), ...by("claims:send"), ...types]],
    [byKey, "imports", () => [...at("/api/v1/his/imports"), ...by("imports:send"), ...types]],
    [Boolean(settings.dropFolder) && !settings.sftpAddress, "files", () => [...fact("folder", `EMR_DROP_DIR/${settings.dropFolder}`), ...types]],
    [Boolean(settings.sftpAddress), "sftp", () => [...fact("sftp", settings.sftpAddress), ...fact("hostKey", settings.sftpHostKey), ...types]],
    [Boolean(all["kafka-servers"] && all["kafka-topic"]), "kafka", () => [...kafka(id, all), ...types]],
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
    [where.scopes.includes("changes:read"), "changes", () => [...at("/api/v1/changes"), ...by("changes:read")]],
    [settings.door === "pacs" && Boolean(settings.address), "dicomweb", () => [...fact("archive", settings.address), ...fact("period", all.periodSeconds ?? "30")]],
  ];
  return candidates.filter(([fits]) => fits).map(([, name, facts]) => ({ name, facts: facts() }));
}
