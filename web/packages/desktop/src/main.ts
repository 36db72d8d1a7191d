import { startPage } from './index.ts';

const page = document.querySelector('desktop-page');
if (page !== null) startPage(page).start();
