import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** chart.js with only the parts that our charts draw with; loaded when the first chart is. */
export const BarChart = Chart;
