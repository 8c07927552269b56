-- AlterTable
ALTER TABLE "holdings" ADD COLUMN     "completeness" TEXT NOT NULL DEFAULT 'LISTED';
