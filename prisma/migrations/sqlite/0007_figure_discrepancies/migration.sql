-- AlterTable
ALTER TABLE "published_figures" ADD COLUMN "discrepancy" TEXT;
