/** What a distinguished name (RFC 2253) calls its subject; the whole name when it says nothing short. */
export function called(name: string): string {
  for (const part of ["CN", "O"]) {
    const value = new RegExp(`(?:^|[,+])\\s*${part}=((?:\\\\.|[^,+\\\\])*)`, "i").exec(name)?.[1];
    if (value) return value.replace(/\\(.)/g, "$1").trim();
  }
  return name;
}

const DAY_MS = 86_400_000;

/** Whole days until a certificate ends; negative once it did. */
export const daysLeft = (notAfter: string, now = Date.now()) => Math.floor((Date.parse(notAfter) - now) / DAY_MS);

/** The bytes of a file as JSON carries them. */
export const base64 = (file: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
