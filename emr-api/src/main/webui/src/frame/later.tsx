import { Component, lazy, Suspense, type ComponentType, type ReactNode } from "react";
import { Problem } from "../client";
import { useSpeech, type Key } from "../lang";
import { ProblemNote, Skeleton } from "./states";

/** What is under it could not be fetched: the connection broke, or the server has a newer version of the screens. */
class Fetched extends Component<{ children: ReactNode }, { failure?: unknown }> {
  override state: { failure?: unknown } = {};

  static getDerivedStateFromError(failure: unknown) {
    return { failure };
  }

  override render() {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    // Any other fault is not this one's to hide.
    if (!(failure instanceof Problem)) throw failure;
    return <ProblemNote problem={failure} onRetry={() => window.location.reload()} />;
  }
}

/** A page on its way: its heading, and a skeleton that appears only after a moment. */
function Coming({ title }: { title?: Key }) {
  const { t } = useSpeech();
  if (!title) return <Skeleton />;
  return (
    <div className="page">
      <h1>{t(title)}</h1>
      <Skeleton />
    </div>
  );
}

/**
 * A part of the screens that is fetched when it is first shown, so that nobody else pays for it.
 *
 * @param title of a page; a part of one has none
 */
export function later<P extends object>(fetch: () => Promise<ComponentType<P>>, title?: Key): ComponentType<P> {
  const Part = lazy(async () => {
    try {
      return { default: await fetch() };
    } catch {
      throw new Problem(0, { code: "NO_CONNECTION" });
    }
  });
  return function Later(props: P) {
    return (
      <Fetched>
        <Suspense fallback={<Coming title={title} />}>
          <Part {...props} />
        </Suspense>
      </Fetched>
    );
  };
}
