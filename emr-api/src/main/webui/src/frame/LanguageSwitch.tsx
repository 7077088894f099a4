import { useSpeech } from "../lang";

export function LanguageSwitch() {
  const { language, setLanguage, t } = useSpeech();
  return (
    <div className="switch" role="group" aria-label={t("app.language")}>
      <button type="button" lang="vi" aria-pressed={language === "vi"} aria-label="VI – Tiếng Việt" onClick={() => setLanguage("vi")}>
        VI
      </button>
      <button type="button" lang="en" aria-pressed={language === "en"} aria-label="EN – English" onClick={() => setLanguage("en")}>
        EN
      </button>
    </div>
  );
}
