import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.LIMNER_URL ?? 'http://127.0.0.1:7788';

/** Handed on as from the server's own pages: it refuses questions that other pages ask. */
const proxy = { '/api': { target: server, changeOrigin: true, headers: { origin: server } } };

export default defineConfig({
  plugins: [react()],
  build: { manifest: true, chunkSizeWarningLimit: 1200 },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
