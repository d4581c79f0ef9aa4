import { useEffect, useRef } from 'react';
import { type Bar } from '../lib/figures.js';

const LABELS_PX = 220;
const WIDTH_PX = 760;
const BAR_PX = 34;
const AXES_PX = 70;

/** Horizontal bars; the table beside says the same, so the picture is one image for those who do not see it. */
export const BarChart = ({ bars, unit, title }: { bars: readonly Bar[]; unit: string; title: string }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let current = true;
    void import('@observablehq/plot').then((Plot) => {
      const chart = Plot.plot({
        width: WIDTH_PX,
        height: AXES_PX + BAR_PX * bars.length,
        marginLeft: LABELS_PX,
        marginRight: 60,
        x: { label: unit, grid: true, zero: true, ticks: 5 },
        y: { label: null, domain: bars.map(({ label }) => label) },
        marks: [
          Plot.barX(bars, { x: 'value', y: 'label', fill: '#000091', insetTop: 5, insetBottom: 5 }),
          Plot.text(bars, { x: 'value', y: 'label', text: ({ value }: Bar) => value.toLocaleString('fr-FR'), textAnchor: 'start', dx: 6 }),
          Plot.ruleX([0]),
        ],
      });
      // Its own style element would be inline style, which the security policy forbids; portail.css says the same.
      chart.querySelector('style')?.remove();
      // The picture has one name, given by its frame: its parts need none.
      for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
      if (current) place.current?.replaceChildren(chart);
    });
    return () => {
      current = false;
    };
  }, [bars, unit]);
  return <div className="graphique" role="img" aria-label={`Graphique : ${title}. Le tableau donne les mêmes chiffres.`} ref={place} />;
};
