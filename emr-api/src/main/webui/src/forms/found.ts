/** Words as they are searched for: without accents, in small letters. */
export const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

/** Whether each word that was typed stands somewhere in the text, accents or none. */
export function matches(text: string, typed: string): boolean {
  const within = plain(text);
  return plain(typed).split(/\s+/).filter(Boolean).every((word) => within.includes(word));
}
