import { later } from "../frame/later";

/** A signed document is looked up by its code, by whoever holds it, with or without signing in. */
export const SignedPage = later(async () => (await import("./LookupPage")).LookupPage, "signing.documentPage");
