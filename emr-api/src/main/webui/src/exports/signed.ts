import { later } from "../frame/later";

/** Who signs no record never fetches it. */
export const SignedFile = later(async () => (await import("./SignedFile")).SignedFile);
