/** 1 − confidence of every interval, in the report and live. */
export const errorRate = 0.05;
