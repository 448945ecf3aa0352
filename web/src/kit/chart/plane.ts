import { CustomChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from './core';

use([CustomChart, GridComponent]);

/** For all that is drawn on two axes: our own marks keep the library's other series out of the download. */
export { init };
