export { boundDecoders } from './bounded-decoder.ts';
export { inspectVideo } from './inspect-video.ts';
export { VideoFrames } from './video-frames.ts';
export { estimateVideo } from '../export/estimate-video.ts';
export { exportVideo } from '../export/video.ts';
export { soundPeaks } from './sound-peaks.ts';
