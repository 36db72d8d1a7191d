/** Importing this file defines the elements; importing only the classes does not. */
import './components/redline-badge/redline-badge.ts';
import './components/redline-banner/redline-banner.ts';
import './components/redline-connection/redline-connection.ts';
import './components/redline-panel/redline-panel.ts';
import './components/redline-toasts/redline-toasts.ts';
