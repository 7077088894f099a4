/** A small button beside one of several things, which says to who cannot see it of which. */
export function Act({ text, of, onClick }: { text: string; of: string; onClick: () => void }) {
  return (
    <button type="button" className="link-button" aria-label={`${text}: ${of}`} onClick={onClick}>
      {text}
    </button>
  );
}
