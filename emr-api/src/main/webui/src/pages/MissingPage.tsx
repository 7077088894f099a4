import { useSpeech } from "../lang";
import { Link } from "../route";

export function MissingPage() {
  const { t } = useSpeech();
  return (
    <div className="page narrow">
      <h1>{t("page.notFound")}</h1>
      <p>{t("page.notFoundText")}</p>
      <Link to={{ page: "home" }} className="button primary">
        {t("nav.patients")}
      </Link>
    </div>
  );
}
