import { useEffect, useRef, useState } from "react";
import { Icon } from "../frame/Icon";
import { link, type Asked } from "./api";
import { useWords } from "./words";

/** The document, page under page, and when its end came into sight; who reads it as PDF has it as well. */
export function Pages({ token, asked, onRead }: { token: string; asked: Asked; onRead: () => void }) {
  const { t } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState(false);
  const told = useRef(onRead);
  told.current = onRead;
  useEffect(() => {
    // Before the last page is drawn its end is at the top.
    if (!last) return;
    if (typeof IntersectionObserver === "undefined") {
      told.current();
      return;
    }
    const seen = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && told.current());
    seen.observe(end.current!);
    return () => seen.disconnect();
  }, [last]);
  return (
    <>
      <p><a className="button" href={link.file(token)} target="_blank" rel="noopener noreferrer" onClick={() => told.current()}><Icon name="open" size={18} /> {t("read.pdf")}</a></p>
      <div className="patient-pages">
        {Array.from({ length: asked.pages }, (_, i) => (
          <img key={i} src={link.page(token, asked.sha256, i + 1)} width={1075} height={1520} alt={t("read.page", { n: i + 1, of: asked.pages })} onLoad={() => i + 1 === asked.pages && setLast(true)} />
        ))}
      </div>
      <div ref={end} className="patient-end" />
    </>
  );
}
