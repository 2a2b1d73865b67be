let timer: number | undefined;
/** What is later is looked at again on a later page; a timer cannot wait longer than 24 days. */
const longestMilliseconds = 86_400_000;

const all = () => document.querySelectorAll<HTMLElement>("[data-until]");
const endOf = ({ dataset: { until = "" } }: HTMLElement) => Number(until) || Date.parse(until);

/** What holds until some time goes at it; `ended` is called where it was not a sign by itself. */
export function watchEnds(ended: () => void): void {
  clearTimeout(timer);
  const next = Math.min(...[...all()].map(endOf)) - Date.now();
  if (!(next < longestMilliseconds)) return;
  timer = setTimeout(
    () => {
      const past = [...all()].filter((each) => endOf(each) <= Date.now());
      const signs = past.filter((each) => each.matches(".status-mark *, .status-line"));
      for (const each of signs) each.remove();
      if (past.length > signs.length) ended();
      // The sidebar that comes is looked at when it has come.
      else watchEnds(ended);
    },
    Math.max(0, next),
  );
}
