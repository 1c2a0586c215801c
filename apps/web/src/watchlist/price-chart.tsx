import type { Candle } from '@marketscope/contracts';
import { priceWords } from '@marketscope/domain';
import {
  AreaSeries,
  ColorType,
  createChart,
  CrosshairMode,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';

import './price-chart.css';

/** Closing prices as a line; recordings have no other prices of a session. */
export default function PriceChart({
  candles,
  symbol,
  currency,
}: {
  candles: readonly Candle[];
  symbol: string;
  currency: string;
}) {
  const container = useRef<HTMLDivElement>(null);
  const drawing = useRef<{ chart: IChartApi; series: ISeriesApi<'Area'> }>(null);

  useEffect(() => {
    if (container.current === null) return;
    const element = container.current;
    const chart = createChart(element, {
      autoSize: true,
      // Its mark comes with an inline style; the credit is below the chart instead.
      layout: { attributionLogo: false },
    });
    const series = chart.addSeries(AreaSeries, { lineWidth: 2, priceLineVisible: false });
    drawing.current = { chart, series };

    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const paint = () => paintWithTokens(element, chart, series);
    paint();
    dark.addEventListener('change', paint);
    return () => {
      dark.removeEventListener('change', paint);
      chart.remove();
    };
  }, []);

  useEffect(() => {
    if (drawing.current === null) return;
    const { chart, series } = drawing.current;
    series.applyOptions({
      priceFormat: {
        type: 'custom',
        minMove: 0.01,
        formatter: (price: number) => priceWords(symbol, price, currency),
      },
    });
    series.setData(candles.map(({ date, close }) => ({ time: date, value: close })));
    chart.timeScale().fitContent();
  }, [candles, symbol, currency]);

  return <div ref={container} className="price-chart" />;
}

/** A canvas knows no style sheet: the colours of the moment are read from it. */
function paintWithTokens(element: HTMLElement, chart: IChartApi, series: ISeriesApi<'Area'>) {
  const tokens = getComputedStyle(element);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  const line = token('--accent-text');
  chart.applyOptions({
    layout: {
      background: { type: ColorType.Solid, color: 'transparent' },
      textColor: token('--ink-faint'),
      fontFamily: token('--font'),
    },
    grid: { vertLines: { visible: false }, horzLines: { color: token('--line') } },
    rightPriceScale: { borderVisible: false },
    timeScale: { borderColor: token('--line') },
    crosshair: {
      mode: CrosshairMode.Magnet,
      vertLine: {
        color: token('--ink-faint'),
        style: LineStyle.Dashed,
        labelBackgroundColor: token('--ink-soft'),
      },
      horzLine: {
        color: token('--ink-faint'),
        style: LineStyle.Dashed,
        labelBackgroundColor: token('--ink-soft'),
      },
    },
    handleScroll: false,
    handleScale: false,
  });
  series.applyOptions({
    lineColor: line,
    topColor: token('--accent-fill'),
    bottomColor: token('--accent-fade'),
    crosshairMarkerBackgroundColor: line,
  });
}
