import { TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([TooltipComponent, SVGRenderer]);

/** The parts that every chart needs; a file beside its charts adds what those draw with, so that no page fetches another's. */
export { init, use };
export type { ECharts, EChartsCoreOption as ChartOption } from 'echarts/core';
