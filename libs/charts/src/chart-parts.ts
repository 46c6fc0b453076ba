import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** chart.js with only the parts that our charts draw with; loaded when the first chart is. */
export const BarChart = Chart;
