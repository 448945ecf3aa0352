import { TreemapChart } from 'echarts/charts';
import { init, use } from '../../kit/chart/core';

use([TreemapChart]);

export { init };
