import { useState } from "react";
import { later } from "../../frame/later";
import { useSpeech } from "../../lang";

const Ways = later(async () => (await import("./Ways")).Ways);

/** How the system is connected, step by step, out of its settings as they are saved; read anew each time it is opened. */
export function ConnectionGuide({ id }: { id: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <section className="card" aria-label={t("guide.title")}>
      <div className="card-head">
        <h2>{t("guide.title")}</h2>
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "guide.hide" : "guide.show")}
        </button>
      </div>
      <p className="fine">{t("guide.intro")}</p>
      {open && <Ways id={id} />}
    </section>
  );
}
