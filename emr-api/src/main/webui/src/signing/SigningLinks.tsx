import { opens, SIGNERS } from "../frame/screens";
import { Link, type Route } from "../route";
import { may, useMe } from "../session";
import { useWords } from "./words";

/** Pages of signing beside this one, as far as one finds them. */
export function SigningLinks({ here }: { here: Route["page"] }) {
  const { t } = useWords();
  const me = useMe();
  const signs = SIGNERS.some((right) => may(me, right));
  const pages = [
    signs && (["signing", "signing.page"] as const),
    ["signingKeys", "signing.keysPage"] as const,
    ["trusted", "signing.trustedPage"] as const,
    ["signingServices", "signing.servicesPage"] as const,
    ["signingDevice", "signing.devicePage"] as const,
    ["insuranceSigners", "signing.insurancePage"] as const,
    may(me, "PATIENT_READ") && (["verify", "signing.verifyPage"] as const),
  ];
  return (
    <nav className="signing-links" aria-label={t("inbox.links")}>
      {pages.map((page) => page && page[0] !== here && opens(me, page[0]) && <Link key={page[0]} to={{ page: page[0] }}>{t(page[1])}</Link>)}
    </nav>
  );
}
