import { describe, expect, it } from "vitest";
import { GROUPS } from "../sources/fields";
import { labelKey } from "../sources/SourceFields";
import { words, type Word } from "../sources/guide/words";
import { dictionaries, say, sayCode, type Key } from ".";

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
const sources = import.meta.glob("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }) as Record<string, string>;

describe("the two languages", () => {
  it("have the same words, none empty, with the same blanks", () => {
    const vi = { ...dictionaries.vi, ...words.vi } as Record<string, string>;
    const en = { ...dictionaries.en, ...words.en } as Record<string, string>;
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
    for (const [key, text] of Object.entries(vi)) {
      expect(text.trim(), key).not.toBe("");
      expect(en[key]!.trim(), key).not.toBe("");
      expect(holes(en[key]!), key).toEqual(holes(text));
    }
  });

  it("differ: an English text is not left in Vietnamese, nor the other way round", () => {
    const same = [
      ...(Object.keys(dictionaries.vi) as Key[]).filter((k) => dictionaries.vi[k] === dictionaries.en[k]),
      ...(Object.keys(words.vi) as Word[]).filter((k) => words.vi[k] === words.en[k]),
    ];
    const meant = ["app.none", "origin.from"];
    expect(same.filter((k) => !meant.includes(k))).toEqual([]);
  });

  it("hold no word that no page uses", () => {
    const code = Object.entries(sources)
      .filter(([path]) => !/\/lang\/|words\.(vi|en)|\.\/desk\.(vi|en)|^\.\/(vi|en|more|terms|worklists\.|orders\.|deliveries\.|imports\.|forms\.|keys\.|sources\.|staff\.|treatment\.|paper)|test/.test(path))
      .map(([, text]) => text)
      .join("\n");
    // Words found by a code of the server, or by the name of a section, kind or part.
    const built = /^[a-zA-Z]+\.[A-Z]|^(rank|next|problem)\.|^chart\.(overview|timeline|vitals|medications|laboratory|reports|studies|treatment|documents)$|^work\.(unmatched|duplicates|provisional|links|codes)$|^change\.|^timeline\.(visit|stay|lab|report|image|document|appointment|vaccine)$|^treatment\.(medications|procedures|notes|papers|cards)$|^(health|imports)\.(applied|parked|refused|replayed)$|^importFormat\.|^(sourceGroup|doorName|ackMode|keyScope|keyLasts|keyOverlap)\.|^source\.(.*\.hint|credential|settings|secret settings|key|scopes|keyAddresses|expiresAt|reason)$/;
    const ofFields = new Set<string>(GROUPS.flatMap((group) => group.fields).map((field) => labelKey(field.label ?? field.name)));
    const ofGuide = (Object.keys(words.vi) as Word[]).filter((key) => !key.includes("."));
    const unused = [...Object.keys(dictionaries.vi), ...ofGuide].filter((key) => !built.test(key) && !ofFields.has(key) && !code.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });

  it("fill blanks and show an unknown code as it is", () => {
    expect(say("vi", "chart.dayN", { n: 3 })).toBe("ngày thứ 3");
    expect(sayCode("en", "sex", "FEMALE")).toBe("Female");
    expect(sayCode("vi", "warning", "SOMETHING_NEW")).toBe("SOMETHING_NEW");
  });
});
