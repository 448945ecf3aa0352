import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.LIMNER_URL ?? 'http://127.0.0.1:7788';

export default defineConfig({
  plugins: [react()],
  build: { manifest: true, chunkSizeWarningLimit: 1200 },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
  preview: { host: '127.0.0.1', proxy: { '/api': server } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
