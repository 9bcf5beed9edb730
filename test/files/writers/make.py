# Workbooks of the Python writers; make.ts has those of JavaScript. python make.py
import datetime
import os

out = os.path.dirname(os.path.abspath(__file__))
import openpyxl, xlsxwriter, pandas as pd, polars as pl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
D=datetime.datetime
TEXTS=['张三','𠮷野家','他说"好"','甲\n乙\t丙',' 前后有空格 ','110105201809010021','a&b<c>','_x000D_字面','','末']
def openpyxl_book(path, epoch1904=False, write_only=False):
    wb=openpyxl.Workbook(write_only=write_only)
    if epoch1904: wb.epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904
    if write_only:
        ws=wb.create_sheet('学生')
        ws.append(['姓名','证件号','日期','数'])
        for i,t in enumerate(TEXTS): ws.append([t,110105201809010021,D(2015,8,31),i*1.5])
        wb.save(path); return
    ws=wb.active; ws.title='学生'
    ws.append(['姓名','证件号','日期','数'])
    for i,t in enumerate(TEXTS): ws.append([t,110105201809010021+i,D(2015,8,31),i*1.5])
    r=ws.max_row
    for k,(v,f) in enumerate([(D(2015,8,31,8,30),'yyyy/m/d h:mm'),(D(2015,8,31),'yyyy"年"m"月"d"日"'),(datetime.time(8,30),'h:mm:ss'),(0.5,'0%'),(1234.5,'#,##0.00_ ;[Red]\\-#,##0.00\\ '),(D(2015,8,31),'[$-804]yyyy"年"m"月"d"日";@'),(42247,'General'),(D(1949,10,1),'yyyy-mm-dd'),(1.5,'[h]:mm'),(1e-7,'0.00E+00'),(-0.1,'General'),(123456789012345678,'0'),(7,'"d"0')]):
        c=ws.cell(r+2+k,2,v); c.number_format=f
    for k,v in enumerate([True,False,'=1/0','#N/A','#DIV/0!']): ws.cell(r+2+k,4,v)
    ws['F3']=CellRichText('红',TextBlock(InlineFont(b=True),'黑'),'白')
    ws['H5']='远'
    ws['A30']='合并'; ws['B30']='x'; ws.merge_cells('A30:A32'); ws['B31']='y'; ws['B32']='z'
    ws['A34']='题注'; ws.merge_cells('A34:D34')
    ws['A36']='组'; ws['C36']='组2'; ws.merge_cells('A36:B36'); ws.merge_cells('C36:D36')
    ws.row_dimensions[4].hidden=True; ws.column_dimensions['C'].hidden=True
    ws2=wb.create_sheet('第二'); ws2['C3']='三'; ws2.sheet_state='hidden'
    wb.create_sheet('空')
    wb.save(path)
openpyxl_book(f'{out}/openpyxl.xlsx'); openpyxl_book(f'{out}/openpyxl-1904.xlsx',True); openpyxl_book(f'{out}/openpyxl-write-only.xlsx',write_only=True)
def xw(path, **o):
    wb=xlsxwriter.Workbook(path,o); ws=wb.add_worksheet('学生')
    f=lambda s: wb.add_format({'num_format':s})
    ws.write_row(0,0,['姓名','证件号','日期','数','公式'])
    ymd=f('yyyy-mm-dd')
    for i,t in enumerate(TEXTS):
        ws.write_string(i+1,0,t) if t else ws.write_string(i+1,0,t)
        ws.write_number(i+1,1,110105201809010021+i)
        ws.write_datetime(i+1,2,D(2015,8,31),ymd)
        ws.write_number(i+1,3,i*1.1)
    r=12
    for k,(v,s) in enumerate([(D(2015,8,31,8,30),'yyyy/m/d h:mm'),(D(2015,8,31),'yyyy"年"m"月"d"日"'),(datetime.time(8,30),'h:mm:ss'),(D(2015,8,31),14),(D(2015,8,31),22),(D(2015,8,31),31),(D(2015,8,31),57),(datetime.time(8,30),20),(D(2015,8,31),'[$-804]yyyy"年"m"月"d"日";@')]):
        ws.write_datetime(r+k,2,v,f(s))
    ws.write_boolean(r,3,True); ws.write_boolean(r+1,3,False)
    for k,(fo,v) in enumerate([('=1+1',2),('="a"&"b"','ab'),('=TRUE()',True),('=1/0','#DIV/0!'),('=""',''),('=NA()','#N/A'),('=1/3',1/3)]): ws.write_formula(r+k,4,fo,None,v)
    ws.write_blank(r+8,5,None,f('0.00'))
    if not o.get('constant_memory'):
        ws.write_rich_string(2,6,'红',wb.add_format({'bold':True}),'黑"引"',' 白 ')
        ws.merge_range('A31:A33','合并'); ws.write('B31','x'); ws.write('B32','y'); ws.write('B33','z')
        ws.merge_range('A35:D35','题注')
        ws.merge_range('A37:B37','组'); ws.merge_range('C37:D37','组2')
        ws.autofilter('A1:D10')
    else:
        ws.write_string(40,0,'末行')
    ws.set_row(4,None,None,{'hidden':True}); ws.set_column('D:D',None,None,{'hidden':True})
    ws2=wb.add_worksheet('第二'); ws2.write('C3','三'); ws2.hide()
    cs=wb.add_chartsheet('图'); ch=wb.add_chart({'type':'line'}); ch.add_series({'values':'=学生!$D$2:$D$5'}); cs.set_chart(ch)
    ws3=wb.add_worksheet('后'); ws3.very_hidden(); ws3.write('A1','后')
    wb.close()
xw(f'{out}/xlsxwriter.xlsx'); xw(f'{out}/xlsxwriter-constant-memory.xlsx',constant_memory=True); xw(f'{out}/xlsxwriter-1904.xlsx',date_1904=True)
df=pd.DataFrame({'姓名':TEXTS,'证件号':[110105201809010021+i for i in range(len(TEXTS))],'日期':[D(2015,8,31)]*len(TEXTS),'数':[i*1.1 for i in range(len(TEXTS))],'真':[True,False]*5,'空':[None,'x']*5})
with pd.ExcelWriter(f'{out}/pandas-openpyxl.xlsx',engine='openpyxl') as w: df.to_excel(w,sheet_name='学生',index=False); df.to_excel(w,sheet_name='第二')
with pd.ExcelWriter(f'{out}/pandas-xlsxwriter.xlsx',engine='xlsxwriter') as w: df.to_excel(w,sheet_name='学生',index=False)
pl.DataFrame({'姓名':TEXTS,'证件号':[110105201809010021+i for i in range(len(TEXTS))],'日期':[datetime.date(2015,8,31)]*len(TEXTS),'时刻':[D(2015,8,31,8,30)]*len(TEXTS),'钟':[datetime.time(8,30)]*len(TEXTS),'数':[i*1.1 for i in range(len(TEXTS))],'真':[True,False]*5}).write_excel(f'{out}/polars.xlsx',worksheet='学生')
print(openpyxl.__version__,xlsxwriter.__version__,pd.__version__,pl.__version__)
