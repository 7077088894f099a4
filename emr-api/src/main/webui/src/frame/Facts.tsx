import type { ReactNode } from "react";

/** A name and its value. */
export type Fact = readonly [string, ReactNode];

/** Names with their values, as many side by side as there is room for; those without a value are left out. */
export function Facts({ of }: { of: readonly Fact[] }) {
  return (
    <dl className="facts">
      {of
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
