import type { Condition, Item } from "../forms/form";
import type { Definition } from "./api";

/** Changes of a definition: each answers a new one and leaves the old as it was, so that every step can be taken back. */

export interface Place {
  item: Item;
  /** The groups around it, the outermost first. */
  above: Item[];
  siblings: Item[];
  index: number;
}

export function find(items: Item[], linkId: string, above: Item[] = []): Place | undefined {
  for (const [index, item] of items.entries()) {
    if (item.linkId === linkId) return { item, above, siblings: items, index };
    const inside = find(item.item ?? [], linkId, [...above, item]);
    if (inside) return inside;
  }
  return undefined;
}

/** Every item with the depth at which it stands, from top to bottom. */
export const flat = (items: Item[], depth = 0): { item: Item; depth: number }[] => items.flatMap((item) => [{ item, depth }, ...flat(item.item ?? [], depth + 1)]);

/** Puts other items in the place of those of one group; without a name the top level. */
function within(items: Item[], group: string | undefined, change: (siblings: Item[]) => Item[]): Item[] {
  if (group === undefined) return change(items);
  return items.map((item) => (item.linkId === group ? { ...item, item: change(item.item ?? []) } : item.item ? { ...item, item: within(item.item, group, change) } : item));
}

const groupOf = (place: Place) => place.above.at(-1)?.linkId;

export function changed(form: Definition, linkId: string, item: Item): Definition {
  const place = find(form.item, linkId);
  if (!place) return form;
  const put = { ...form, item: within(form.item, groupOf(place), (siblings) => siblings.map((one) => (one.linkId === linkId ? item : one))) };
  return item.linkId === linkId ? put : renamed(put, linkId, item.linkId);
}

/** Conditions, sums and signatures follow an item that is called otherwise now. */
function renamed(form: Definition, from: string, to: string): Definition {
  const name = (one: string) => (one === from ? to : one);
  const each = (items: Item[]): Item[] =>
    items.map((item) => ({
      ...item,
      ...(item.enableWhen && { enableWhen: item.enableWhen.map((when: Condition) => ({ ...when, question: name(when.question) })) }),
      ...(item.calculated && { calculated: { ...item.calculated, of: item.calculated.of.map(name) } }),
      ...(item.item && { item: each(item.item) }),
    }));
  return { ...form, item: each(form.item), ...(form.signers && { signers: form.signers.map((signer) => ({ ...signer, ...(signer.after && { after: name(signer.after) }) })) }) };
}

export function without(form: Definition, linkId: string): Definition {
  const place = find(form.item, linkId);
  return place ? { ...form, item: within(form.item, groupOf(place), (siblings) => siblings.filter((one) => one.linkId !== linkId)) } : form;
}

/** Adds an item behind the chosen one, or within a group that has none yet or is chosen. */
export function added(form: Definition, chosen: string | undefined, item: Item): Definition {
  const place = chosen === undefined ? undefined : find(form.item, chosen);
  if (!place) return { ...form, item: [...form.item, item] };
  if (place.item.type === "group") return { ...form, item: within(form.item, place.item.linkId, (inside) => [...inside, item]) };
  return { ...form, item: within(form.item, groupOf(place), (siblings) => siblings.flatMap((one) => (one.linkId === chosen ? [one, item] : [one]))) };
}

/** One place up or down among those of its group. */
export function moved(form: Definition, linkId: string, by: -1 | 1): Definition {
  const place = find(form.item, linkId);
  const other = place?.siblings[place.index + by];
  if (!place || !other) return form;
  return {
    ...form,
    item: within(form.item, groupOf(place), (siblings) => siblings.map((one, at) => (at === place.index ? other : at === place.index + by ? place.item : one))),
  };
}

/** Into the group before it. */
export function inside(form: Definition, linkId: string): Definition {
  const place = find(form.item, linkId);
  const group = place?.siblings[place.index - 1];
  if (!place || group?.type !== "group") return form;
  const away = without(form, linkId);
  return { ...away, item: within(away.item, group.linkId, (items) => [...items, place.item]) };
}

/** Out of its group, behind it. */
export function outside(form: Definition, linkId: string): Definition {
  const place = find(form.item, linkId);
  const group = place?.above.at(-1);
  if (!place || !group) return form;
  const away = without(form, linkId);
  const around = place.above.at(-2)?.linkId;
  return { ...away, item: within(away.item, around, (items) => items.flatMap((one) => (one.linkId === group.linkId ? [one, place.item] : [one]))) };
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);

/** A name for an item that no other has, from its words. */
export function nameFor(form: Definition, text: string): string {
  const taken = new Set(flat(form.item).map(({ item }) => item.linkId));
  const stem = plain(text) || "muc";
  if (!taken.has(stem)) return stem;
  let n = 2;
  while (taken.has(`${stem}-${n}`)) n++;
  return `${stem}-${n}`;
}

/** What differs between two versions, item by item. */
export interface Difference {
  kind: "ADDED" | "REMOVED" | "CHANGED" | "MOVED";
  item: Item;
  /** Names of the properties that say something else. */
  properties: (keyof Item)[];
}

export function differences(before: Definition, now: Definition): Difference[] {
  const old = new Map(flat(before.item).map(({ item }) => [item.linkId, item]));
  const here = new Set(flat(now.item).map(({ item }) => item.linkId));
  const behind = (form: Definition, linkId: string, known: { has(linkId: string): boolean }) => {
    const place = find(form.item, linkId)!;
    const left = place.siblings.slice(0, place.index).filter((one) => known.has(one.linkId)).at(-1);
    return `${place.above.at(-1)?.linkId ?? ""}>${left?.linkId ?? ""}`;
  };
  const changes = flat(now.item).flatMap(({ item }): Difference[] => {
    const was = old.get(item.linkId);
    if (!was) return [{ kind: "ADDED", item, properties: [] }];
    const names = [...new Set([...Object.keys(was), ...Object.keys(item)])].filter((name) => name !== "item") as (keyof Item)[];
    const properties = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(item[name]));
    if (properties.length > 0) return [{ kind: "CHANGED", item, properties }];
    return behind(before, item.linkId, here) === behind(now, item.linkId, old) ? [] : [{ kind: "MOVED", item, properties: [] }];
  });
  const gone = flat(before.item).filter(({ item }) => !here.has(item.linkId));
  return [...changes, ...gone.map(({ item }): Difference => ({ kind: "REMOVED", item, properties: [] }))];
}
